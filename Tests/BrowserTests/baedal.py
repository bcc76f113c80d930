"""The real program, with a broker and a folder of its own, and its REST."""

import json
import os
import pathlib
import select
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("BAEDAL_PROGRAM", ROOT / ".build/debug/baedal"))
READY_WITHIN = 60


class Baedal:
    """Runs while it is entered: `with Baedal() as baedal: ...`"""

    def __init__(self, *arguments):
        self.arguments = arguments

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="baedal-")
        environment = {name: value for name, value in os.environ.items() if not name.startswith("BAEDAL_")}
        self.log = open(f"{self.folder}/log", "w+")
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--http-port", "0", "--mqtt-port", "0", "--data-dir", f"{self.folder}/data", *self.arguments],
            stdout=subprocess.PIPE, stderr=self.log, text=True, cwd=ROOT, env=environment,
        )
        ready, _, _ = select.select([self.process.stdout], [], [], READY_WITHIN)
        line = self.process.stdout.readline() if ready else ""
        if not line.startswith("ready "):
            self.__exit__(None, None, None)
            raise RuntimeError(f"baedal did not get ready: {line}{self.said}")
        _, self.base, mqtt = line.split()
        self.mqtt_port = int(mqtt.rsplit(":", 1)[1])
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        self.said = pathlib.Path(self.log.name).read_text()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def broker(self):
        """The number of the broker's process; None while there is none."""
        configuration = f"{self.folder}/data/broker/run.conf"
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                words = process.joinpath("cmdline").read_bytes().decode().split("\0")
                if configuration in words and process.joinpath("comm").read_text().strip() == "mosquitto":
                    return int(process.name)
            except OSError:
                continue
        return None

    def call(self, method, path, body=None, status=None):
        """The JSON of the answer; raises where it is no success, or not the status that is asked for."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + urllib.parse.quote(path, safe="/?&=%,"), data, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                found, text = answer.status, answer.read()
        except urllib.error.HTTPError as error:
            found, text = error.code, error.read()
        if found != status and not (status is None and 200 <= found < 300):
            raise AssertionError(f"{method} {path}: {found} {text.decode()}")
        return json.loads(text or "null")

    def get(self, path):
        return self.call("GET", path)

    def post(self, path, body):
        return self.call("POST", path, body)

    def put(self, path, body=None):
        return self.call("PUT", path, body or {})

    def order(self, food="f1", customer="c1", paid=True, **fields):
        """A new order of the samples; its id."""
        body = {"customerId": customer, "items": [{"foodId": food, "quantity": 1}], "address": "서울 강남구 테헤란로 152"}
        order = self.post("/orders", body | fields)["id"]
        if paid:
            self.post("/payments", {"orderId": order})
            self.until(lambda: self.status(order) != "PLACED")
        return order

    def cook(self, order):
        """Brings a paid order to the board; the id of its delivery."""
        self.until(lambda: self.exists(f"/storeOrders/{order}"))
        for action in ("accept", "start-cook", "finish-cook"):
            self.put(f"/storeOrders/{order}/{action}")
        return self.until(lambda: next(
            (found["id"] for found in self.embedded(f"/deliveries?orderId={order}") if found["status"] == "OPEN"), None))

    def status(self, order):
        return self.get(f"/orders/{order}")["status"]

    def embedded(self, path):
        return next(iter(self.get(path)["_embedded"].values()))

    def exists(self, path):
        try:
            return self.get(path)
        except AssertionError:
            return None

    @staticmethod
    def until(done, within=20):
        """What `done` answers once it is something."""
        end = time.monotonic() + within
        while time.monotonic() < end:
            value = done()
            if value:
                return value
            time.sleep(0.03)
        raise AssertionError("it did not come about in time")
