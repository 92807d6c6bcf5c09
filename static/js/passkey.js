// Passkeys: shows their forms where the browser can use them, and says in words what went wrong.
const SENTENCES = {
  NotAllowedError: "확인이 취소되었거나 시간이 지났습니다. 다시 시도해 주세요.",
  InvalidStateError: "이미 등록한 기기입니다. 다른 기기를 쓰거나 지금 있는 패스키로 로그인해 주세요.",
  SecurityError: "지금 주소에서는 패스키를 쓸 수 없습니다. 포털의 본래 주소로 들어와 주세요.",
};
const OTHERWISE = "패스키를 쓰지 못했습니다. 다른 방법을 써 주세요.";
const place = document.querySelector("[data-passkey-error]");

function tell(sentence) {
  place.textContent = sentence;
  place.hidden = false;
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (window.PublicKeyCredential) form.hidden = false;
  // The form goes off by itself once the device has answered; before that a press of Enter only asks the device.
  form.addEventListener("submit", (event) => { event.preventDefault(); event.stopImmediatePropagation(); }, true);
}
if (!window.PublicKeyCredential && !document.querySelector("form[data-passkey][hidden]")) tell("이 브라우저에서는 패스키를 쓸 수 없습니다. 인증 앱을 등록해 주세요.");
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  tell(SENTENCES[event.detail.exception?.name] ?? OTHERWISE);
});
