"""The page on which anybody who works for a contest sees what a paper does not follow of the decree."""
