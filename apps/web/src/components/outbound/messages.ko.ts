export const messages = {
  problems: {
    malformed: "웹 주소가 아니에요. https://shop.example.com/webhooks처럼 적어 주세요.",
    control_characters: "주소나 헤더에 빈칸, 줄바꿈 같은 글자가 들어 있어요. 지우고 다시 적어 주세요.",
    scheme: "https로 시작하는 주소만 부를 수 있어요.",
    not_encrypted: "암호화하지 않는 http 주소예요. https로 시작하는 주소를 적어 주세요.",
    credentials: "주소에 이름이나 비밀번호가 들어 있어요. 주소를 보는 사람 모두에게 보이니 빼 주세요.",
    private_address: "이 서버 자신이나 내부망으로 이어지는 주소라서 부르지 않아요. 밖에서 열리는 주소를 적어 주세요.",
    unknown_host: "이 이름의 서버를 찾을 수 없어요. 주소를 확인해 주세요.",
    redirected: "다른 주소로 넘기는 응답이 왔어요. 따라가지 않으니, 넘겨진 주소를 바로 적어 주세요.",
    timed_out: "제시간에 답하지 않았어요.",
    unreachable: "연결할 수 없었어요.",
    not_trusted: "인증서를 믿을 수 없어 아무것도 보내지 않았어요.",
    refused: "답은 왔지만 성공(2xx)이 아니에요.",
  },
};

export type Messages = typeof messages;
