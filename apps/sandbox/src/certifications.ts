/** The result of an identity check, as V1 answers it (V1 OpenAPI, `CertificationAnnotation`). */
export interface WireCertification {
  imp_uid: string;
  merchant_uid: string | null;
  pg_tid: string | null;
  pg_provider: string;
  name: string | null;
  gender: "male" | "female" | null;
  birthday: string | null;
  foreigner: boolean;
  phone?: string;
  carrier?: string;
  certified: boolean;
  certified_at: number;
  unique_key: string | null;
  unique_in_site: string | null;
  origin: string | null;
  foreigner_v2: boolean | null;
}

export interface Certification {
  wire: WireCertification;
  /** What the text message says; null once it was used. */
  otp: string | null;
  isDeleted: boolean;
}
