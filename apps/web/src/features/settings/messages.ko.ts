import { countFormatter } from "../../lib/count.ts";

const n = countFormatter("ko");

export const messages = {
  pages: {
    label: "설정 화면",
    whitelist: "화이트리스트",
    access: "접속 허용",
  },
  origins: { read: "i'mport에서 읽음", observed: "오간 기록에서 봄", declared: "여기에 적음" },
  originHelp: {
    read: "i'mport의 답을 그대로 보여 드려요.",
    observed: "Maru가 담은 결제와 통신에서 본 사실이에요.",
    declared: "i'mport에서 읽을 수 없어 사람이 적은 내용이에요. 실제 설정과 다를 수 있어요.",
  },
  declaredBy: (name: string, at: string) => `${name} · ${at}`,
  neverDeclared: "아직 아무도 적지 않았어요.",
  lastDeclared: (name: string, at: string) => `마지막으로 ${name} 님이 ${at}에 적었어요.`,
  clearedByCommand: (at: string) => `${at}에 서버 명령으로 껐어요.`,

  whitelistTitle: "화이트리스트",
  whitelistHelp: "i'mport의 REST API를 부를 수 있는 주소 목록이에요.",
  whitelistTruth:
    "i'mport는 화이트리스트를 읽거나 바꾸는 API가 없어요. 관리자 콘솔의 내용을 여기에 적어 두면, 뜻을 따져 보고 오간 기록과 맞춰 봐요.",
  whitelistSteps:
    "콘솔에 넣을 때: 결제 연동 → 연동 관리 → 추가 설정 → IP 보안. 저장하기 전에 우리 주소가 들어 있는지 확인해 주세요.",
  iamportList: "관리자 콘솔의 화이트리스트",
  iamportOn: "관리자 콘솔에서 화이트리스트를 켰어요",
  requiredList: "들어가야 하는 우리 주소",
  requiredHelp:
    "Maru와 쇼핑몰 서버가 인터넷으로 나갈 때 쓰는 주소예요. 화이트리스트에 빠지면 조회와 환불이 모두 멈춰요.",
  egress: "Maru가 나가는 주소",
  egressPublic: (address: string) => `이 서버는 ${address}로 나가요.`,
  egressInner: (address: string) =>
    `이 서버가 아는 주소는 내부 주소 ${address}뿐이에요. i'mport에 보이는 주소는 네트워크 담당자에게 확인해서 아래에 적어 주세요.`,
  egressNone: "i'mport로 나가는 길을 찾지 못했어요.",
  contradictions: {
    answered_though_outside:
      "적은 목록에 없는 주소인데도 i'mport가 답하고 있어요. 화이트리스트가 꺼져 있거나 목록이 실제와 달라요.",
    maybe_blocked:
      "i'mport가 지금 API 키를 받아들이지 않아요. 화이트리스트에 우리 주소가 빠졌을 수 있어요. 키와 시크릿도 함께 확인해 주세요.",
    leaves_undeclared: "Maru가 실제로 나가는 주소가 우리 주소 목록에 없어요.",
  },
  contradicted: "오간 기록과 달라요",

  accessTitle: "접속 허용",
  accessHelp: "Maru 자체에 들어올 수 있는 주소를 정해요. i'mport의 웹훅과 상태 확인 주소에는 적용되지 않아요.",
  accessList: "들어올 수 있는 주소",
  accessOn: "이 주소에서만 들어오게 하기",
  accessOnHelp: "켜는 순간부터 다른 주소에서는 로그인 화면도 열리지 않아요.",
  ownAddress: (address: string) => `지금 ${address}에서 접속하고 있어요.`,
  addOwn: "내 주소 더하기",
  ownMemo: "내 주소",
  recovery: "모두 못 들어오게 됐다면 서버에서 이 명령으로 다시 열 수 있어요.",
  recoveryCommand: "접속 허용 목록을 끄는 명령",
  lockedOut: (address: string) => `${address}가 목록에 없어요. 이대로 저장하면 스스로 못 들어오니 먼저 넣어 주세요.`,

  calculator: "CIDR 계산기",
  calculatorHelp: "콘솔에 넣기 전에 한 줄을 적어 보세요. 저장되지 않아요.",
  calculatorLabel: "주소 또는 CIDR",
  result: {
    first: "첫 주소",
    last: "끝 주소",
    size: "주소 수",
    canonical: "정확한 표기",
    sizeOf: (count: string) => `${count}개`,
  },

  editor: {
    cidr: (line: number) => `${n(line)}번 줄의 주소`,
    memo: (line: number) => `${n(line)}번 줄의 메모`,
    cidrHead: "주소 또는 CIDR",
    memoHead: "메모",
    remove: "지우기",
    removeOf: (text: string) => (text === "" ? "빈 줄 지우기" : `${text} 지우기`),
    add: "줄 더하기",
    paste: "여러 줄 붙여 넣기",
    pasteLabel: "붙여 넣을 줄",
    pasteHint: "한 줄에 하나씩, 주소 뒤에 메모를 적어 주세요. 1.1.1.1 - 1.1.1.25 같은 범위는 CIDR로 나눠요.",
    pasteAdd: (count: number) => `${n(count)}줄 더하기`,
    pasteNone: "읽을 수 있는 줄이 없어요.",
    save: "저장",
    saved: "목록을 저장했어요.",
    copyAll: "정확한 표기 모두",
    empty: "아직 적은 줄이 없어요.",
    accept: "뜻한 대로예요. 이대로 둘게요.",
    use: (cidr: string) => `${cidr}로 바꾸기`,
    memoMissing: "i'mport 콘솔은 메모를 꼭 받아요. 어디의 주소인지 적어 주세요.",
    notOneAddress: "주소 하나만 적어 주세요.",
    tooMany: (most: number) => `${n(most)}줄까지 적을 수 있어요.`,
    notYours: (permission: string) => `${permission} 권한이 있는 사람이 바꿀 수 있어요.`,
    status: (lines: number, problems: number) =>
      problems === 0 ? `${n(lines)}줄 · 고칠 것 없음` : `${n(lines)}줄 · 고칠 것 ${n(problems)}개`,
  },
  unreadable: {
    empty: "주소를 적어 주세요.",
    not_an_address: "IP 주소가 아니에요. 52.78.100.19 또는 52.78.100.0/24처럼 적어 주세요.",
    leading_zero: "0으로 시작하는 마디는 8진수로 읽힐 수 있어요. 앞의 0을 빼 주세요.",
    octet_too_large: "점 사이의 숫자는 255까지예요.",
    prefix_wrong: "빗금 뒤의 숫자는 IPv4에서 0부터 32, IPv6에서 0부터 128까지예요.",
  },
  findings: {
    ipv6_undocumented: "i'mport 문서에 IPv6 화이트리스트가 없어요. IPv4 주소로 적어 주세요.",
    everybody: "인터넷 전체를 들여보내요. 목록이 없는 것과 같아서 저장할 수 없어요.",
    digit_lost: (size: string, meant: string) =>
      `주소 ${size}개를 들여보내요. 끝 숫자가 하나 빠진 것 같아요. ${meant}를 뜻했나요?`,
    very_wide: (size: string) => `주소 ${size}개를 들여보내요. 남의 네트워크가 아주 많이 들어 있어요.`,
    wide: (size: string) => `주소 ${size}개를 들여보내요. 더 좁힐 수 있는지 확인해 주세요.`,
    never_seen: (kind: string) => `${kind}예요. i'mport에는 인터넷 주소만 보이니 이 줄은 아무도 들여보내지 못해요.`,
    host_bits: (canonical: string) => `네트워크의 첫 주소가 아니에요. 실제로는 ${canonical}로 읽혀요.`,
    bare: (canonical: string) => `주소 하나로 읽혀요. 정확한 표기는 ${canonical}예요.`,
  },
  specials: {
    this_network: "쓸 수 없는 주소(0.0.0.0)",
    private: "사설망 주소",
    carrier_shared: "통신사 공용 주소",
    loopback: "자기 자신을 가리키는 주소",
    link_local: "같은 선 안에서만 쓰는 주소",
    documentation: "문서 예시용 주소",
    benchmarking: "성능 시험용 주소",
    multicast: "멀티캐스트 주소",
    broadcast: "브로드캐스트 주소",
    reserved: "예약된 주소",
    mapped: "IPv4를 감싼 IPv6 주소",
  },
  listFindings: {
    duplicate: (line: number, of: number) => `${n(line)}번 줄은 ${n(of)}번 줄과 같은 범위예요.`,
    contained: (line: number, within: number) => `${n(line)}번 줄은 ${n(within)}번 줄 안에 이미 들어 있어요.`,
    mergeable: (a: number, b: number, as: string) => `${n(a)}번 줄과 ${n(b)}번 줄은 ${as} 한 줄로 쓸 수 있어요.`,
    missing: (address: string, what: string) => `${address} (${what})가 들어 있지 않아요.`,
    nobody: "이 목록은 아무도 들여보내지 않아요.",
  },
  ownEgress: "Maru가 나가는 주소",
};

export type Messages = typeof messages;
