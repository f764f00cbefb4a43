/** What asking for a fresh code says everywhere; what it is needed for is said by whoever asks. */
export const stepUpMessages = {
  title: "확인 코드가 필요해요",
  label: "인증 앱의 6자리 코드",
  missing: "인증 앱에 보이는 6자리 숫자를 적어 주세요.",
  wrong: "코드가 맞지 않아요. 새로 나온 코드를 적어 주세요. 한 번 쓴 코드는 다시 쓸 수 없어요.",
  confirm: "확인",
};
