"""The kinds of paper that the contest needs: what each is filled from, how its content is made, and a sample."""
