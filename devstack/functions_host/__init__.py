"""A Functions host for one machine, around the library that Azure itself indexes and runs functions with.

Core Tools cannot be had from package registries; what is missing without them is the host around the worker:
routes and keys, timers, queues. That is here, and behaves as the real one where a function can tell.
"""
