import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser } from "@playwright/test";

export interface Certificate {
  readonly businessNumber: string;
  readonly companyName: string;
  readonly representative: string;
  /** As it is printed, such as `2019 년 03 월 11 일`. */
  readonly openedOn: string;
  readonly address: string;
  readonly businessType: string;
  readonly businessItem: string;
}

const font = createRequire(import.meta.url).resolve("pretendard/dist/web/static/woff2/Pretendard-Regular.woff2");

/** A picture of a registration certificate of a business that does not exist, set as the tax office sets them. */
export async function drawCertificate(browser: Browser, certificate: Certificate): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 900, height: 1000 } });
  try {
    await page.setContent(`<!doctype html><meta charset="utf-8"><style>
      @font-face { font-family: face; src: url(data:font/woff2;base64,${readFileSync(font).toString("base64")}) }
      body { font: 20px/1.9 face; margin: 60px; width: 780px; color: #111; background: #fff }
      h1 { text-align: center; font-size: 38px; letter-spacing: .3em }
      p { margin: 4px 0 }
      .middle { text-align: center }
    </style>
    <h1>사업자등록증</h1>
    <p class="middle">( 법인사업자 )</p>
    <p class="middle">등록번호 : ${certificate.businessNumber}</p>
    <p>법인명(단체명) : ${certificate.companyName}</p>
    <p>대 표 자 : ${certificate.representative}</p>
    <p>개 업 연 월 일 : ${certificate.openedOn}</p>
    <p>법인등록번호 : 110111-1234567</p>
    <p>사업장 소재지 : ${certificate.address}</p>
    <p>사업의 종류 : 업태 ${certificate.businessType} &nbsp;&nbsp; 종목 ${certificate.businessItem}</p>
    <p class="middle">마 포 세 무 서 장</p>`);
    await page.evaluate(() => document.fonts.ready);
    return await page.screenshot();
  } finally {
    await page.close();
  }
}
