"""The doors of a field phone for itself: where it is told, and what it found when it tried itself."""

from chalicelib.identity import devices, self_test
from chalicelib.platform.access import DESK, only
from chalicelib.platform.http import Route

_FIELD = only("guard", "field_worker")

ROUTES: tuple[Route, ...] = (
    Route(
        method="GET",
        path="me/device",
        handler=devices.on_my_device,
        audience=_FIELD,
        summary="Where this device is told by push, to be compared with what the browser says",
        answer=devices.MyDevice,
    ),
    Route(
        method="PUT",
        path="me/device",
        handler=devices.on_subscribe,
        audience=_FIELD,
        summary="Be told by push on this device, beside SMS",
        body=devices.Subscription,
        answer=devices.MyDevice,
    ),
    Route(
        method="DELETE",
        path="me/device",
        handler=devices.on_unsubscribe,
        audience=_FIELD,
        summary="No more push on this device",
        status=204,
    ),
    Route(
        method="POST",
        path="me/device/trial",
        handler=devices.on_trial,
        audience=_FIELD,
        summary="Send this device a push, to see that it comes",
        status=202,
    ),
    Route(
        method="PUT",
        path="me/self-test",
        handler=self_test.on_tested,
        audience=_FIELD,
        summary="What this phone found when it tried itself",
        body=self_test.Findings,
        answer=self_test.SelfTestAnswer,
    ),
    Route(
        method="GET",
        path="people/{person_id}/self-test",
        handler=self_test.on_their_test,
        audience=DESK,
        summary="A person's last self-test",
        answer=self_test.SelfTestAnswer,
    ),
)
