"""Every submitted dossier is compared with all earlier ones."""
