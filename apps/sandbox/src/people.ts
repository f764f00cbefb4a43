import { Draws, Weighted } from "./random.ts";

const surnames = new Weighted<string>([
  ["김", 21.5], ["이", 14.7], ["박", 8.4], ["최", 4.7], ["정", 4.8], ["강", 2.4], ["조", 2.1], ["윤", 2.1], ["장", 2],
  ["임", 1.7], ["한", 1.6], ["오", 1.5], ["서", 1.5], ["신", 1.5], ["권", 1.4], ["황", 1.4], ["안", 1.4], ["송", 1.4],
  ["류", 0.6], ["전", 1.1], ["홍", 1.1], ["고", 1], ["문", 0.9], ["양", 0.9], ["손", 0.9], ["배", 0.8], ["백", 0.8],
  ["허", 0.7], ["유", 0.9], ["남", 0.6], ["심", 0.6], ["노", 0.6], ["하", 0.5], ["곽", 0.4], ["성", 0.4], ["차", 0.4],
  ["주", 0.4], ["우", 0.4], ["구", 0.4], ["민", 0.3], ["진", 0.3], ["지", 0.3], ["엄", 0.3], ["채", 0.3], ["원", 0.3],
  ["천", 0.2], ["방", 0.2], ["공", 0.2], ["현", 0.2], ["함", 0.2], ["변", 0.2], ["염", 0.1], ["여", 0.1], ["추", 0.1],
  ["도", 0.1], ["소", 0.1], ["석", 0.1], ["선", 0.1], ["설", 0.1], ["마", 0.1], ["길", 0.1], ["연", 0.1], ["위", 0.1],
  ["표", 0.1], ["명", 0.1], ["기", 0.1], ["반", 0.1], ["라", 0.1], ["왕", 0.1], ["금", 0.1], ["옥", 0.1], ["육", 0.1],
  ["인", 0.1], ["맹", 0.1], ["제", 0.1], ["모", 0.1], ["남궁", 0.25], ["황보", 0.12], ["제갈", 0.08], ["사공", 0.06],
  ["선우", 0.08], ["서문", 0.04], ["독고", 0.04],
]); // biome-ignore format: a table of pairs reads best in rows

const givenNames = (
  "민준 서준 도윤 예준 시우 하준 지호 주원 지후 준우 준서 도현 건우 현우 우진 선우 지훈 유준 은우 서진 연우 정우 승현 준혁 승우 " +
  "지환 시윤 민수 현준 승민 재윤 동현 성민 태윤 민규 재원 한결 윤우 지원 서연 서윤 지우 서현 하윤 하은 민서 지유 윤서 채원 수아 지민 " +
  "지아 예은 다은 예린 수빈 소율 예원 하린 은서 지안 유나 가은 서아 시아 나은 소윤 다인 유진 아린 채은 민지 수민 소연 혜원 지현 은지 " +
  "영수 영호 영철 성호 성수 정훈 상훈 진우 경수 동수 철수 재현 영진 성진 병철 광수 종현 상철 기훈 태호 창민 형준 상우 승호 대현 용준 " +
  "영숙 정숙 영희 미경 경숙 은주 은경 미숙 현숙 지영 은영 혜진 수진 미영 선영 현정 은정 유미 보라 아름 슬기 한나 주희 혜정 민정 정은 " +
  "미란 정아 현주 선희 영미 순자 옥희 말순 봉선 금자 하늘 가람 다솜 이슬 보람 새롬 나래 바다 온유 라온 하람 은별 겨울 가을"
).split(" ");
const shortNames = "준 솔 별 훈 민 진 율 현 건 혁 윤 빈 단 봄 찬 결 온 린".split(" ");
const foreignNames =
  "Emily Carter,James Whitfield,Sofia Rossi,Liam O'Brien,Hana Suzuki,Marie Dubois,Lucas Meyer,Ava Thompson,Noah Fischer,Mei Lin,Olivia Nguyen,Ethan Clarke,Isabella Cruz,Mason Reed,Chloe Martin,Yuki Tanaka".split(
    ",",
  );

const mailHosts = new Weighted<string>([
  ["naver.com", 54],
  ["gmail.com", 25],
  ["hanmail.net", 5],
  ["daum.net", 5],
  ["kakao.com", 5],
  ["nate.com", 3],
  ["icloud.com", 2],
  ["outlook.kr", 1],
]);

const places: readonly (readonly [string, string, readonly string[]])[] = [
  ["서울특별시 강남구", "06", ["테헤란로", "선릉로", "봉은사로", "도산대로", "역삼로"]],
  ["서울특별시 마포구", "04", ["월드컵로", "양화로", "독막로", "와우산로", "마포대로"]],
  ["서울특별시 송파구", "05", ["올림픽로", "송파대로", "백제고분로", "위례성대로"]],
  ["서울특별시 성동구", "04", ["왕십리로", "성수이로", "뚝섬로", "독서당로"]],
  ["서울특별시 관악구", "08", ["관악로", "남부순환로", "신림로", "봉천로"]],
  ["서울특별시 노원구", "01", ["동일로", "노해로", "상계로", "한글비석로"]],
  ["서울특별시 영등포구", "07", ["여의대로", "국제금융로", "당산로", "영등포로"]],
  ["서울특별시 은평구", "03", ["통일로", "은평로", "불광로", "진관2로"]],
  ["경기도 성남시 분당구", "13", ["판교역로", "분당로", "성남대로", "정자일로"]],
  ["경기도 수원시 영통구", "16", ["광교중앙로", "영통로", "매영로", "덕영대로"]],
  ["경기도 고양시 일산동구", "10", ["중앙로", "장항로", "호수로", "정발산로"]],
  ["경기도 용인시 수지구", "16", ["수지로", "포은대로", "풍덕천로", "신봉로"]],
  ["경기도 부천시", "14", ["길주로", "부천로", "신흥로", "소사로"]],
  ["경기도 화성시", "18", ["동탄대로", "동탄반석로", "효행로", "노작로"]],
  ["인천광역시 연수구", "21", ["컨벤시아대로", "송도과학로", "센트럴로", "원인재로"]],
  ["부산광역시 해운대구", "48", ["해운대로", "센텀중앙로", "마린시티로", "좌동로"]],
  ["부산광역시 부산진구", "47", ["중앙대로", "동천로", "가야대로", "전포대로"]],
  ["대구광역시 수성구", "42", ["달구벌대로", "수성로", "동대구로", "무학로"]],
  ["대전광역시 유성구", "34", ["대학로", "엑스포로", "노은로", "은구비로"]],
  ["광주광역시 서구", "61", ["상무대로", "상무중앙로", "무진대로", "운천로"]],
  ["울산광역시 남구", "44", ["삼산로", "번영로", "문수로", "돋질로"]],
  ["세종특별자치시", "30", ["한누리대로", "도움로", "나성로", "보듬로"]],
  ["강원특별자치도 춘천시", "24", ["중앙로", "공지로", "퇴계로", "춘천로"]],
  ["충청북도 청주시 흥덕구", "28", ["가로수로", "직지대로", "사운로", "강내로"]],
  ["충청남도 천안시 서북구", "31", ["불당대로", "쌍용대로", "동서대로", "번영로"]],
  ["전북특별자치도 전주시 완산구", "55", ["홍산로", "서원로", "전라감영로", "효자로"]],
  ["전라남도 순천시", "57", ["중앙로", "백강로", "순광로", "해룡로"]],
  ["경상북도 포항시 남구", "37", ["지곡로", "포스코대로", "새천년대로", "중앙로"]],
  ["경상남도 창원시 성산구", "51", ["중앙대로", "원이대로", "상남로", "창원대로"]],
  ["제주특별자치도 제주시", "63", ["연북로", "노형로", "중앙로", "애월로"]],
];

const initials = "g kk n d tt r m b pp s ss - j jj ch k t p h".split(" ").map((one) => (one === "-" ? "" : one));
const vowels = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" ");
const finals = " k k k n n n t l k m p t t p t m p p t t ng t t k t p t".split(" ");

/** Revised Romanization, letter by letter: enough for the left side of an e-mail address. */
function romanize(name: string): string {
  let text = "";
  for (const letter of name) {
    const code = letter.charCodeAt(0) - 0xac00;
    if (code < 0 || code > 11_171) continue;
    text += `${initials[Math.floor(code / 588)] ?? ""}${vowels[Math.floor((code % 588) / 28)] ?? ""}${finals[code % 28] ?? ""}`;
  }
  return text;
}

/** Families write their own names in older ways. */
const familySpellings: Record<string, string> = {
  김: "kim",
  이: "lee",
  박: "park",
  최: "choi",
  정: "jung",
  강: "kang",
  조: "cho",
  윤: "yoon",
  임: "lim",
  오: "oh",
  신: "shin",
  권: "kwon",
  유: "yoo",
  구: "koo",
  노: "noh",
  우: "woo",
};

export interface Person {
  name: string;
  tel: string;
  email: string;
  address: string;
  postcode: string;
  isAbroad: boolean;
}

const STREAM_PERSON = 4000;

/** Customer `number` of a shop: always the same person for the same seed. Nobody real is meant. */
export function personOf(seed: number, number: number, isAbroad: boolean): Person {
  const draws = new Draws(seed, number, STREAM_PERSON);
  const year = draws.between(64, 108) % 100;
  if (isAbroad) {
    const name = draws.pick(foreignNames);
    const left = name
      .toLowerCase()
      .replace(/[^a-z]/g, "")
      .slice(0, 18);
    return {
      name,
      tel: `+1${draws.between(201, 989)}555${draws.digits(4)}`,
      email: `${left}${draws.between(1, 99)}@${draws.pick(["gmail.com", "outlook.com", "yahoo.com"])}`,
      address: `${draws.between(11, 999)} ${draws.pick(["Maple", "Oak", "Cedar", "Hill", "Lake"])} ${draws.pick(["St", "Ave", "Rd"])}`,
      postcode: draws.digits(5),
      isAbroad,
    };
  }
  const surname = surnames.at(draws.unit());
  const given = draws.chance(0.035) ? draws.pick(shortNames) : draws.pick(givenNames);
  const name = surname + given;
  const middle = draws.between(2000, 9999);
  const last = draws.digits(4);
  const tel = draws.chance(0.16) ? `010${middle}${last}` : `010-${middle}-${last}`;
  const family = familySpellings[surname] ?? romanize(surname);
  const own = romanize(given);
  const left = draws.pick([
    `${own}${draws.digits(2)}`,
    `${family}${own}`,
    `${own}.${family}`,
    `${own}_${draws.digits(3)}`,
    `${family}${own}${year < 10 ? `0${year}` : year}`,
    `${own}${draws.pick(["mom", "home", "love", "dev", "cafe", "book", "star"])}${draws.between(1, 99)}`,
  ]);
  const [place, post, roads] = draws.pick(places);
  const door = draws.chance(0.6)
    ? `, ${draws.between(101, 130)}동 ${draws.between(1, 24)}0${draws.between(1, 6)}호`
    : draws.chance(0.5)
      ? `, ${draws.between(1, 9)}층`
      : "";
  return {
    name,
    tel,
    email: `${left}@${mailHosts.at(draws.unit())}`,
    address: `${place} ${draws.pick(roads)} ${draws.between(3, 580)}${door}`,
    postcode: `${post}${draws.digits(3)}`,
    isAbroad,
  };
}
