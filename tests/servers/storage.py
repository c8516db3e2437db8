"""Storage that speaks S3, on loopback, for one test: a bucket, an account that may use it, one that may only look.

It says on its first line where it is and with which keys, answers the test's questions about what is really in it,
a line of JSON each, and ends when nobody asks any more. Accounts, signatures and policies are checked.
"""

import base64
import json
import logging
import re
import sys

import boto3
import requests
from moto.s3.models import s3_backends
from moto.server import ThreadedMotoServer

BUCKET = "news"
REGION = "eu-central-1"
seen = []


class Heard(logging.Handler):
    """What was asked of the server, in the order in which it was answered."""

    def emit(self, record):
        message = re.sub(r"\x1b\[[0-9;]*m", "", record.getMessage())
        line = re.search(r'"([A-Z]+) (\S+) HTTP[^"]*" (\d+)', message)
        if line and "/moto-api/" not in line[2]:
            seen.append([line[1], line[2], int(line[3])])


def policy(actions):
    resources = [f"arn:aws:s3:::{BUCKET}", f"arn:aws:s3:::{BUCKET}/*", "arn:aws:s3:::gone", "arn:aws:s3:::gone/*"]
    allow = {"Effect": "Allow", "Action": actions, "Resource": resources}
    return json.dumps({"Version": "2012-10-17", "Statement": [allow]})


def keys(iam, name, actions):
    iam.create_user(UserName=name)
    iam.put_user_policy(UserName=name, PolicyName="uploads", PolicyDocument=policy(actions))
    key = iam.create_access_key(UserName=name)["AccessKey"]
    return {"account": key["AccessKeyId"], "secret": key["SecretAccessKey"]}


def bucket():
    for backends in s3_backends.values():
        for backend in backends.values():
            if BUCKET in backend.buckets:
                return backend.buckets[BUCKET]
    raise SystemExit("the bucket is gone")


def answer(question):
    match question["do"]:
        case "files":
            keys = bucket().keys
            return {name: base64.b64encode(keys[name].value).decode() for name in list(keys)}
        case "put":
            client.put_object(Bucket=BUCKET, Key=question["key"], Body=base64.b64decode(question["bytes"]))
        case "delete":
            client.delete_object(Bucket=BUCKET, Key=question["key"])
        case "headers":
            head = client.head_object(Bucket=BUCKET, Key=question["key"])
            return {"type": head["ContentType"], "cache": head["CacheControl"]}
        case "believe":
            requests.post(f"{url}/moto-api/reset-auth", data=b"1000000", timeout=10)
        case "seen":
            return [seen.pop(0) for _ in range(len(seen))]
    return {}


logging.getLogger("werkzeug").addHandler(Heard())
logging.getLogger("werkzeug").propagate = False
logging.getLogger("werkzeug").setLevel(logging.INFO)
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
host, port = server.get_host_and_port()
url = f"http://{host}:{port}"
plain = {"endpoint_url": url, "region_name": REGION, "aws_access_key_id": "root", "aws_secret_access_key": "root"}
boto3.client("s3", **plain).create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
iam = boto3.client("iam", **plain)
desk = keys(iam, "desk", ["s3:*"])
reader = keys(iam, "reader", ["s3:GetObject", "s3:ListBucket"])
client = boto3.client(
    "s3",
    endpoint_url=url,
    region_name=REGION,
    aws_access_key_id=desk["account"],
    aws_secret_access_key=desk["secret"],
)
# From here on everybody says who they are.
requests.post(f"{url}/moto-api/reset-auth", data=b"0", timeout=10)
seen.clear()
print(json.dumps({"url": url, "bucket": BUCKET, "region": REGION, "desk": desk, "reader": reader}), flush=True)
for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
