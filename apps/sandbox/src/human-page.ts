/** What a person sees who opens the sandbox in a browser. */
export function humanPage(facts: { payments: number; seed: number; webhookUrl: string | null }): string {
  const number = new Intl.NumberFormat("ko-KR").format(facts.payments);
  const text = (value: string) => value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  return `<!doctype html>
<html lang="ko">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>마루 샌드박스</title>
<style>
  body { font: 16px/1.65 system-ui, "Apple SD Gothic Neo", "Malgun Gothic", sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1.25rem; color: #1f2328; background: #fbfaf7 }
  h1 { font-size: 1.5rem; margin: 0 } h1 small { font-weight: 400; color: #6b6f76 } code { background: #eeece6; padding: .1em .35em; border-radius: 4px }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem } dt { color: #6b6f76 } dd { margin: 0; font-variant-numeric: tabular-nums }
  @media (prefers-color-scheme: dark) { body { color: #e6e4de; background: #17181a } code { background: #26282b } h1 small, dt { color: #9a9ea6 } }
</style>
<h1>마루 샌드박스 <small>Maru sandbox</small></h1>
<p>이 서버는 아임포트(포트원 V1) REST API를 흉내 냅니다. 진짜 돈은 움직이지 않으며, 모든 결제와 사람은 지어낸 것입니다.
아임포트 클라이언트의 주소를 이곳으로 바꾸면 그대로 동작합니다.</p>
<p lang="en">This server stands in for the i'mport (PortOne V1) REST API. No money moves, and every payment and person is made up.
Point any i'mport client at this address and it works.</p>
<dl>
  <dt>결제 · payments</dt><dd>${number}</dd>
  <dt>시드 · seed</dt><dd>${facts.seed}</dd>
  <dt>웹훅 · webhooks to</dt><dd>${facts.webhookUrl === null ? "—" : text(facts.webhookUrl)}</dd>
  <dt>토큰 · token</dt><dd><code>POST /users/getToken</code></dd>
  <dt>목록 · list</dt><dd><code>GET /payments/status/all</code></dd>
  <dt>제어 · controls</dt><dd><code>/__sandbox/</code></dd>
</dl>
</html>
`;
}
