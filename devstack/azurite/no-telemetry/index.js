// Azurite loads its telemetry client even where telemetry is switched off. This one does nothing.
