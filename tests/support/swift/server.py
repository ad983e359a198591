"""One server of OpenStack Swift: KIND CONFIGURATION SWIFT_CONF; or `rings` FOLDER PORT PORT PORT, which makes the rings."""
import sys

import swift.common.utils as utils

if sys.argv[1] == "rings":
    from swift.common.ring import RingBuilder

    folder = sys.argv[2]
    for name, port in zip(("account", "container", "object"), sys.argv[3:6]):
        builder = RingBuilder(1, 1, 1)
        place = {"ip": "127.0.0.1", "port": int(port)}
        replication = {"replication_ip": "127.0.0.1", "replication_port": int(port)}
        builder.add_dev({"id": 0, "region": 1, "zone": 1, "device": "disk", "weight": 1.0, "meta": "", **place, **replication})
        builder.rebalance()
        builder.get_ring().save(f"{folder}/{name}.ring.gz")
else:
    kind, configuration, utils.SWIFT_CONF_FILE = sys.argv[1:4]
    from swift.common.wsgi import run_wsgi

    sys.exit(run_wsgi(configuration, f"{kind}-server"))
