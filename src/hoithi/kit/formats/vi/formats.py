"""Vietnamese dates and numbers; Django's own list lacks them and reads 03/01/2024 as the first of March."""

DATE_FORMAT = "j/n/Y"
DATETIME_FORMAT = r"H \g\i\ờ i, j/n/Y"
TIME_FORMAT = r"H \g\i\ờ i"
SHORT_DATE_FORMAT = "j/n/Y"
SHORT_DATETIME_FORMAT = "H:i j/n/Y"
DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
DATETIME_INPUT_FORMATS = ["%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
NUMBER_GROUPING = 3
FIRST_DAY_OF_WEEK = 1
