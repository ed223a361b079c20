"""From which network a request comes, as the platform's front says."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_IPV4_BITS = 24
_IPV6_BITS = 56


def client_network(header: str | None) -> str:
    """The network of the client that this header names last; "" where it names none.

    The platform's front adds the address that it is connected to, some with a port, behind whatever the
    client itself wrote there: only the last is proved. An IPv4 address within IPv6 is the IPv4 address.
    Networks are counted (a /24, a /56), since whoever has one address of them mostly has all.
    """
    address = _address((header or "").rpartition(",")[2].strip())
    if address is None:
        return ""
    bits = _IPV4_BITS if isinstance(address, IPv4Address) else _IPV6_BITS
    return str(ip_network((address, bits), strict=False))


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """The address in ``192.0.2.1``, ``192.0.2.1:4711``, ``2001:db8::1`` or ``[2001:db8::1]:4711``."""
    bare = text.partition("]")[0].removeprefix("[") if text.startswith("[") else text
    bare = bare.partition(":")[0] if bare.count(":") == 1 else bare
    try:
        address = ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    return address.ipv4_mapped or address if isinstance(address, IPv6Address) else address
