"""An office's own Word file as the layout of a kind of paper: text in which `{{ten_truong}}` stands for a fact.

Nothing in a template is ever evaluated: a name between the braces is looked up, and what it stands for is put there as
it reads. A row of a table (or a paragraph outside of tables) that names columns of a list, `{{ban_to_chuc.ho_va_ten}}`,
is repeated for each row of it; `.stt` counts, `.la_ma` in Roman figures. Several paragraphs are repeated together
between one that says only `{{#ban_to_chuc}}` and one that says `{{/ban_to_chuc}}`.
"""
