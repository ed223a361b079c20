"""The desk's pages: for supporters and the vendor's owner, signed in with Microsoft Entra ID."""
