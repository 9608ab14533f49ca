"""The pre-traffic hook: asks a new version of the function for what it must refuse, and for one secret if a preset is named.

CodeDeploy calls it before the version gets any traffic and waits for its verdict (PutLifecycleEventHookExecutionStatus).
"""

import json
import os

import boto3


def handler(event, context):
    failures = ["the canary itself failed"]
    try:
        failures = check(os.environ, boto3.client("lambda"))
    finally:
        boto3.client("codedeploy").put_lifecycle_event_hook_execution_status(
            deploymentId=event["DeploymentId"],
            lifecycleEventHookExecutionId=event["LifecycleEventHookExecutionId"],
            status="Failed" if failures else "Succeeded",
        )
    print(json.dumps({"canary": "failed" if failures else "passed", "failures": failures}))


def check(env, client):
    """Every expectation that the version does not meet, in words; empty if it may have traffic."""
    version, preset, claims = env["NEW_VERSION"], env["TEST_PRESET"], caller(env)
    if env["ENABLED"] == "false":
        return refused(client, version, 503, "disabled", request({"preset": preset or "any"}, env["ORIGIN"], claims))

    failures = []
    failures += refused(client, version, 400, "invalid_json", request('{"preset":', env["ORIGIN"], claims))
    failures += refused(
        client, version, 404, "unknown_preset", request({"preset": "no-such-preset"}, env["ORIGIN"], claims)
    )
    failures += refused(
        client,
        version,
        415,
        "unsupported_media_type",
        request({"preset": "no-such-preset"}, env["ORIGIN"], claims, content_type="text/plain"),
    )
    if preset and claims:
        failures += refused(client, version, 401, "unauthenticated", request({"preset": preset}, env["ORIGIN"], None))
    elif preset:
        failures += refused(
            client, version, 403, "not_allowed", request({"preset": preset}, "https://canary.invalid", None)
        )
    if preset:
        failures += granted(client, version, request({"preset": preset}, env["ORIGIN"], claims))
    return failures


def caller(env):
    """The claims that API Gateway would pass on for a signed-in caller; None where the API has no authorizer."""
    if not env["ISSUER"]:
        return None
    return {"iss": env["ISSUER"], "sub": "ephemint-canary", "scope": env["SCOPES"].replace(",", " ")}


def refused(client, version, status, code, event):
    answer, body = call(client, version, event)
    if answer.get("statusCode") != status or body.get("code") != code or "value" in body:
        return [f"expected {status} {code}, got {answer.get('statusCode')} {body.get('code')}"]
    return []


def granted(client, version, event):
    answer, body = call(client, version, event)
    if answer.get("statusCode") != 200 or not body.get("value"):
        return [f"expected a client secret, got {answer.get('statusCode')} {body.get('code')}"]
    headers = {name.lower(): value for name, value in (answer.get("headers") or {}).items()}
    return [] if headers.get("cache-control") == "no-store" else ["the secret came without Cache-Control: no-store"]


def call(client, version, event):
    """The gateway answer and its JSON body. Neither is logged: a body can hold a secret."""
    result = client.invoke(FunctionName=version, Payload=json.dumps(event).encode())
    try:
        answer = json.loads(result["Payload"].read())
        body = json.loads(answer["body"])
    except (ValueError, KeyError, TypeError):
        return {}, {}
    return answer, body if isinstance(body, dict) else {}


def request(body, origin, claims, content_type="application/json"):
    """POST /token as an HTTP API passes it to Lambda, payload format 2.0."""
    context = {
        "accountId": "anonymous",
        "apiId": "canary",
        "domainName": "canary.invalid",
        "domainPrefix": "canary",
        "http": {
            "method": "POST",
            "path": "/token",
            "protocol": "HTTP/1.1",
            "sourceIp": "192.0.2.1",
            "userAgent": "ephemint-canary",
        },
        "requestId": "canary",
        "routeKey": "POST /token",
        "stage": "$default",
        "time": "01/Jan/2026:00:00:00 +0000",
        "timeEpoch": 1767225600000,
    }
    if claims:
        context["authorizer"] = {"jwt": {"claims": claims, "scopes": claims["scope"].split()}}
    return {
        "version": "2.0",
        "routeKey": "POST /token",
        "rawPath": "/token",
        "rawQueryString": "",
        "headers": {"content-type": content_type, "origin": origin, "host": "canary.invalid"},
        "requestContext": context,
        "body": body if isinstance(body, str) else json.dumps(body),
        "isBase64Encoded": False,
    }
