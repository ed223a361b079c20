"""The API described: OpenAPI document and page."""
