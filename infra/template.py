"""Turns infra/template.yaml into the JSON that Chalice lays over its own template.

JSON, since a YAML merge file makes Chalice write anchors, which CloudFormation refuses. What the code says already is
taken from the code: keys and indexes of the tables, the headers of pages, and how the receiver starts.
"""

import json
from pathlib import Path
from typing import Any

import yaml

from chalicelib.platform.tables import MODELS, table_definition
from host.pages import security_headers

SOURCE = Path(__file__).with_name("template.yaml")
FETCH = Path(__file__).with_name("fetch.py")

Template = dict[str, Any]


def merge_template() -> Template:
    """The template of everything that Chalice does not make."""
    template: Template = yaml.load(SOURCE.read_text(), Loader=_Loader)
    # The blocks were for the anchors, which are gone now.
    del template["Metadata"]["Blocks"]
    if not template["Metadata"]:
        del template["Metadata"]
    _add_tables(template)
    _add_headers(template)
    (container,) = template["Resources"]["ReceiverTask"]["Properties"]["ContainerDefinitions"]
    container["Command"] = [FETCH.read_text()]
    # Through JSON, so that what is used twice stands twice.
    return dict(json.loads(json.dumps(template)))


def table_resource(name: str) -> str:
    """The name of a table's resource."""
    return f"{name.title()}Table"


def _add_tables(template: Template) -> None:
    for name, model in MODELS.items():
        properties = template["Resources"][table_resource(name)]["Properties"]
        definition = table_definition(name, model)
        del definition["TableName"]
        properties |= definition


def _add_headers(template: Template) -> None:
    headers = security_headers("${WebsocketAPI}.execute-api.${AWS::Region}.${AWS::URLSuffix}")
    config = template["Resources"]["PagesHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]
    config["SecurityHeadersConfig"]["ContentSecurityPolicy"] = {
        "ContentSecurityPolicy": {"Fn::Sub": headers.pop("content-security-policy")},
        "Override": True,
    }
    config["CustomHeadersConfig"] = {
        "Items": [{"Header": name, "Value": value, "Override": True} for name, value in headers.items()]
    }


class _Loader(yaml.SafeLoader):
    """YAML with CloudFormation's short forms, ``!Ref`` and the rest."""


def _long_form(loader: _Loader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    value: Any
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        raise yaml.constructor.ConstructorError(None, None, f"!{suffix} takes a text or a list", node.start_mark)
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


_Loader.add_multi_constructor("!", _long_form)
