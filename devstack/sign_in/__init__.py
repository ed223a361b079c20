"""Signing in as App Service Authentication does it, with people that are made up."""
