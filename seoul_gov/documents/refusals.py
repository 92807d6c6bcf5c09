"""Every sentence with which a file is refused: one plain Korean sentence each."""

from django.conf import settings
from django.core.exceptions import ValidationError

from seoul_gov.ui.korean import file_size

DEFAULT_MAX_BYTES = 50 * 1024 * 1024

SENTENCES = {
    "required": "올릴 파일을 골라 주세요.",
    "empty": "빈 파일은 올릴 수 없으니 내용을 확인해 주세요.",
    "too_large": "파일 하나의 크기는 {limit}까지이니 줄이거나 나누어 올려 주세요.",
    "too_much": "한 번에 올릴 수 있는 크기는 모두 합해 {limit}까지이니 나누어 올려 주세요.",
    "too_many": "파일은 한 번에 {limit}개까지이니 나누어 올려 주세요.",
    "no_room": "서버에 저장할 자리가 없어 파일을 받지 못했으니 잠시 뒤 다시 올려 주세요.",
    "name": "파일 이름에 쓸 수 없는 글자나 형태가 있으니 이름을 바꾸어 올려 주세요.",
    "kind": "{kinds} 파일만 올릴 수 있습니다.",
    "mismatch": "파일의 내용이 이름 끝의 {extension} 형식과 다르니 다시 저장해 올려 주세요.",
    "damaged": "파일이 손상되어 열 수 없으니 다시 저장해 올려 주세요.",
    "appended": "파일 끝에 다른 내용이 덧붙어 있으니 원래 프로그램에서 다시 저장해 올려 주세요.",
    "encrypted": "암호나 보안이 걸린 파일은 다른 사람이 열 수 없으니 풀어서 올려 주세요.",
    "macro": "매크로가 든 문서는 올릴 수 없으니 매크로 없이 저장해 올려 주세요.",
    "entity": "문서 안에 바깥 내용을 불러오는 선언이 있어 올릴 수 없습니다.",
    "bomb": "압축을 풀면 지나치게 커지는 파일은 올릴 수 없습니다.",
    "entries": "안에 든 항목이 너무 많으니 나누어 올려 주세요.",
    "inner_name": "압축 파일 안에 쓸 수 없는 경로나 이름이 있어 올릴 수 없습니다.",
    "nested": "압축 파일 안에 다시 압축 파일을 넣어 올릴 수 없으니 풀어서 올려 주세요.",
    "program": "실행 프로그램이 든 압축 파일은 올릴 수 없습니다.",
    "rows": "표는 {limit}줄까지 읽으니 줄이거나 나누어 올려 주세요.",
    "pixels": "그림의 가로와 세로가 지나치게 크니 줄여서 올려 주세요.",
}


def refuse(code: str, **facts: object) -> ValidationError:
    """The refusal `code` as an exception to raise; `facts` fill its sentence. KeyError when it has none."""
    return ValidationError(SENTENCES[code].format(**facts), code=code)


def max_bytes() -> int:
    """Largest size of one file in bytes (setting ``PORTAL_UPLOAD_MAX_BYTES``)."""
    return getattr(settings, "PORTAL_UPLOAD_MAX_BYTES", DEFAULT_MAX_BYTES)


def max_request_bytes() -> int:
    """Largest sum of the files of one form in bytes (setting ``PORTAL_UPLOAD_MAX_REQUEST_BYTES``)."""
    return getattr(settings, "PORTAL_UPLOAD_MAX_REQUEST_BYTES", 4 * max_bytes())


def limit_label(size: int) -> str:
    """A limit as people say it: ``50MB``."""
    return file_size(size).replace(".0MB", "MB")


def too_large() -> ValidationError:
    """One file is over the limit."""
    return refuse("too_large", limit=limit_label(max_bytes()))


def too_much() -> ValidationError:
    """The files of one form are over the limit together."""
    return refuse("too_much", limit=limit_label(max_request_bytes()))
