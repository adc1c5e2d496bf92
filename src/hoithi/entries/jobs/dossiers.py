"""Files made of many dossiers, in the background with progress."""
