"""The product broken on purpose, as a Django app beside the others: proves that the rush finds what is lost."""
