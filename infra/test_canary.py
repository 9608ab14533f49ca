"""Tests of the pre-traffic hook against a stub of the function: python3 infra/test_canary.py"""

import io
import json
import sys
import types
import unittest
from pathlib import Path

sys.dont_write_bytecode = True  # canary/ is uploaded as it is
sys.path.insert(0, str(Path(__file__).parent / "canary"))
sys.modules.setdefault("boto3", types.ModuleType("boto3"))
import canary  # noqa: E402

ISSUER = "https://issuer.example"
ORIGIN = "https://www.example.com"


class Function:
    """Answers as the function does, unless an answer is bent: {code: answer} replaces what it would say."""

    def __init__(self, bent=None, enabled=True):
        self.bent, self.enabled, self.events = bent or {}, enabled, []

    def invoke(self, FunctionName, Payload):
        assert FunctionName == "arn:function:7"
        event = json.loads(Payload)
        self.events.append(event)
        code, answer = self.answer(event)
        return {"Payload": io.BytesIO(json.dumps(self.bent.get(code, answer)).encode())}

    def answer(self, event):
        claims = event["requestContext"].get("authorizer", {}).get("jwt", {}).get("claims")
        if not self.enabled:
            return problem(503, "disabled")
        if event["headers"]["content-type"] != "application/json":
            return problem(415, "unsupported_media_type")
        try:
            preset = json.loads(event["body"])["preset"]
        except ValueError:
            return problem(400, "invalid_json")
        if preset == "no-such-preset":
            return problem(404, "unknown_preset")
        if preset == "agent" and not claims:
            return problem(401, "unauthenticated")
        if preset == "captions" and event["headers"]["origin"] != ORIGIN:
            return problem(403, "not_allowed")
        return "granted", granted()


def problem(status, code):
    return code, {"statusCode": status, "headers": {}, "body": json.dumps({"status": status, "code": code})}


def granted(headers=None, value="ek_secret"):
    headers = {"Cache-Control": "no-store"} if headers is None else headers
    return {"statusCode": 200, "headers": headers, "body": json.dumps({"value": value})}


def env(**changes):
    values = {"NEW_VERSION": "arn:function:7", "ENABLED": "true", "TEST_PRESET": "agent", "ORIGIN": ORIGIN}
    return values | {"ISSUER": ISSUER, "SCOPES": "realtime:mint,other"} | changes


class CanaryTest(unittest.TestCase):
    def passes(self, function, **changes):
        self.assertEqual([], canary.check(env(**changes), function))

    def fails(self, function, **changes):
        self.assertEqual(1, len(canary.check(env(**changes), function)))

    def test_good_version_passes_with_four_refusals_and_one_grant(self):
        function = Function()
        self.passes(function)
        self.assertEqual(5, len(function.events))

    def test_without_test_preset_it_asks_for_refusals_only(self):
        function = Function()
        self.passes(function, TEST_PRESET="")
        self.assertEqual(3, len(function.events))

    def test_site_without_login_is_asked_with_its_origin_and_a_foreign_one(self):
        function = Function()
        self.passes(function, ISSUER="", TEST_PRESET="captions")
        self.assertEqual("https://canary.invalid", function.events[-2]["headers"]["origin"])
        self.assertEqual(ORIGIN, function.events[-1]["headers"]["origin"])
        self.assertTrue(all("authorizer" not in e["requestContext"] for e in function.events))

    def test_disabled_version_must_say_so(self):
        self.passes(Function(enabled=False), ENABLED="false")
        self.fails(Function(enabled=True), ENABLED="false")

    def test_signed_in_caller_has_the_scopes_of_the_parameter(self):
        function = Function()
        self.passes(function)
        jwt = function.events[-1]["requestContext"]["authorizer"]["jwt"]
        self.assertEqual("realtime:mint other", jwt["claims"]["scope"])
        self.assertEqual(["realtime:mint", "other"], jwt["scopes"])

    def test_version_that_mints_for_anybody_fails(self):
        self.fails(Function({"unauthenticated": granted()}))

    def test_refusal_that_carries_a_secret_fails(self):
        both = {"statusCode": 401, "body": json.dumps({"code": "unauthenticated", "value": "ek_secret"})}
        self.fails(Function({"unauthenticated": both}))

    def test_right_code_with_another_status_fails(self):
        self.fails(Function({"unknown_preset": problem(200, "unknown_preset")[1]}))

    def test_answer_that_is_not_json_fails(self):
        self.fails(Function({"granted": {"statusCode": 200, "body": "ek_secret"}}))

    def test_version_that_answers_an_unknown_preset_with_500_fails(self):
        self.fails(Function({"unknown_preset": problem(500, "internal")[1]}))

    def test_version_that_takes_any_content_type_fails(self):
        self.fails(Function({"unsupported_media_type": granted()}))

    def test_version_that_crashes_fails(self):
        self.fails(Function({"invalid_json": {"errorMessage": "exited", "errorType": "Runtime.ExitError"}}))

    def test_version_that_cannot_mint_fails(self):
        self.fails(Function({"granted": problem(502, "upstream_rejected")[1]}))
        self.fails(Function({"granted": granted(value="")}))

    def test_secret_that_may_be_cached_fails(self):
        self.fails(Function({"granted": granted(headers={})}))

    def test_secret_is_never_told(self):
        function = Function({"granted": granted(headers={})})
        self.assertNotIn("ek_secret", str(canary.check(env(), function)))


class VerdictTest(unittest.TestCase):
    def verdict(self, function, environment):
        told = []
        clients = {
            "lambda": function,
            "codedeploy": types.SimpleNamespace(
                put_lifecycle_event_hook_execution_status=lambda **verdict: told.append(verdict)
            ),
        }
        canary.boto3.client = clients.get
        canary.os = types.SimpleNamespace(environ=environment)
        canary.print = lambda line: None
        try:
            canary.handler({"DeploymentId": "d-1", "LifecycleEventHookExecutionId": "h-1"}, None)
        except KeyError:
            pass
        return told

    def test_codedeploy_hears_that_the_version_is_good(self):
        expected = {"deploymentId": "d-1", "lifecycleEventHookExecutionId": "h-1", "status": "Succeeded"}
        self.assertEqual([expected], self.verdict(Function(), env()))

    def test_codedeploy_hears_that_the_version_is_bad(self):
        self.assertEqual("Failed", self.verdict(Function(enabled=False), env())[0]["status"])

    def test_codedeploy_hears_failed_when_the_canary_itself_fails(self):
        self.assertEqual("Failed", self.verdict(Function(), {})[0]["status"])


if __name__ == "__main__":
    unittest.main()
