"""What the acts need from outside, as protocols, a file each. Adapters and fakes keep the same promises.

Every adapter passes ``tests/contract``; every fake passes the same tests. No port knows another part's work.
"""
