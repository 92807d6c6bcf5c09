"""What the API can do, read off its own schema; no script and nothing from elsewhere."""

import json

from seoul_gov.ui.views import Page

from .refusals import api


class ApiDocs(Page):
    signed_in = False
    template_name = "api/docs.html"

    def get_context_data(self, **kwargs):
        schema = api.get_openapi_schema(path_prefix="/api/v1/")
        return super().get_context_data(operations=list(operations(schema)), schema=schema, **kwargs)


def operations(schema: dict):
    """Each operation of the schema as the page shows it."""
    for place, methods in schema["paths"].items():
        for method, facts in methods.items():
            body = facts.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
            yield {
                "method": method.upper(),
                "path": place,
                "summary": facts["summary"],
                "description": facts.get("description", ""),
                "parameters": [
                    {"name": p["name"], "takes": p["schema"].get("description", "")}
                    for p in facts.get("parameters", [])
                ],
                "statuses": list(facts["responses"]),
                "fields": [{"name": n, "takes": takes(f)} for n, f in body["properties"].items()]
                if body
                else [],
                "example": json.dumps(body["example"], ensure_ascii=False, indent=2) if body else "",
            }


def takes(field: dict) -> str:
    """What a field of a body may hold, in words."""
    if "description" in field:
        return field["description"]
    if "items" in field:
        return f"{', '.join(field['items']['enum'])} 가운데서 고른 목록"
    return ", ".join(value for value in field.get("enum", ["true", "false"]) if value)
