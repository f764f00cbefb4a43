import { useNavigate } from "react-router";
import { useSavePreferences } from "../../lib/account-preferences.ts";
import { locales, useMessages } from "../../lib/i18n.tsx";
import { densities, themes, usePreferences } from "../../lib/preferences.ts";
import { useSession } from "../../lib/session.tsx";
import { addressOf, destinations } from "./navigation.tsx";
import { useSignOut } from "./use-sign-out.ts";

export interface Command {
  readonly id: string;
  readonly label: string;
  /** The same thing in the other language and by other names, so that it is found either way. */
  readonly keywords: string;
  readonly group: "go" | "settings";
  readonly isCurrent: boolean;
  /** The palette stays, because what changes can be seen behind it. */
  readonly staysOpen: boolean;
  readonly run: () => void;
}

const keywords = {
  payments: "payments 결제",
  refunds: "refunds 환불 승인",
  billing: "subscriptions billing keys schedules 정기결제 빌링키 예약",
  identity: "identity certification 본인인증",
  members: "members users 구성원 사용자",
  auditLog: "audit log 감사 기록",
  cashReceipts: "cash receipts 현금영수증 소득공제 지출증빙",
  escrow: "escrow delivery invoice courier 에스크로 배송 송장 택배",
  requests: "requests pg instructions unconfirmed PG 요청 담당자 확인",
  virtualAccounts: "virtual accounts vbank deposit 가상계좌 무통장 입금 대기",
  failureMessages: "failure messages unexplained dictionary 실패 문장 풀이 사전",
  webhooks: "webhooks log replay forward missing 웹훅 기록 재처리 전달",
  settings:
    "settings launch checklist channels test payment application whitelist allow list keys cidr sub-merchants tier agency 설정 전자결제 신청 런칭 체크리스트 채널 테스트 결제 화이트리스트 접속 허용 키 하위 상점",
  alerts: "alerts rules mute email slack 알림 규칙 메일 슬랙",
  account: "account profile 내 계정 2단계 비밀번호",
  shortcuts: "keyboard shortcuts help 단축키 도움말",
  signOut: "sign out log out logout 로그아웃",
  language: "language 언어 korean english 한국어 영어",
  theme: "theme appearance dark light 테마 다크 라이트 화면",
  density: "density compact comfortable 간격 밀도",
};

/** Everything the palette can do for the person who is signed in. */
export function useCommands({ onShowShortcuts }: { readonly onShowShortcuts: () => void }): readonly Command[] {
  const m = useMessages();
  const navigate = useNavigate();
  const session = useSession();
  const preferences = usePreferences();
  const save = useSavePreferences();
  const signOut = useSignOut();

  const go = (id: string, label: string, words: string, run: () => void): Command => ({
    id,
    label,
    keywords: words,
    group: "go",
    isCurrent: false,
    staysOpen: false,
    run,
  });
  const setting = (id: string, label: string, words: string, isCurrent: boolean, run: () => void): Command => ({
    id,
    label,
    keywords: words,
    group: "settings",
    isCurrent,
    staysOpen: true,
    run,
  });

  return [
    ...destinations
      .filter(({ permission }) => session.permissions.includes(permission))
      .map((destination) => {
        const { name } = destination;
        return go(`go:${name}`, m.shell[name], keywords[name], () => void navigate(addressOf(destination, session)));
      }),
    go("go:account", m.shell.account, keywords.account, () => void navigate("/account")),
    go("shortcuts", m.shell.palette.showShortcuts, keywords.shortcuts, onShowShortcuts),
    go("sign-out", m.shell.signOut, keywords.signOut, () => void signOut()),
    ...locales.map((language) =>
      setting(
        `language:${language}`,
        m.shell.palette.switchLanguage(m.frame.languages[language]),
        keywords.language,
        preferences.language === language,
        () => save({ language }),
      ),
    ),
    ...themes.map((theme) =>
      setting(
        `theme:${theme}`,
        m.shell.palette.switchTheme(m.frame.themes[theme]),
        keywords.theme,
        preferences.theme === theme,
        () => save({ theme }),
      ),
    ),
    ...densities.map((density) =>
      setting(
        `density:${density}`,
        m.shell.palette.switchDensity(m.shell.densities[density]),
        keywords.density,
        preferences.density === density,
        () => save({ density }),
      ),
    ),
  ];
}
