import type {
  ApplicationIntegration,
  ApplicationMethodName,
  ApplicationState,
  DocumentKind,
  DocumentType,
  PaymentType,
} from "@maru/domain";

/** What the shop tells of itself; one row, which is there from the first. */
export interface BusinessInformationTable {
  name: "own";
  version: number;
  /** JSON `BusinessInformation`, encrypted; null while nobody has written it. */
  sealed: string | null;
  changed_by_name: string | null;
  changed_at_ms: number | null;
}

/** What the shop applies for at a PG, as people record it. */
export interface ApplicationsTable {
  id: string;
  method: ApplicationMethodName;
  pg_provider: string;
  payment_type: PaymentType;
  integration: ApplicationIntegration;
  /** What it is for while it is under way, so that the same is under way once; null when it has ended. */
  open_key: string | null;
  state: ApplicationState;
  version: number;
  owner_id: string | null;
  owner_name: string | null;
  /** `YYYY-MM-DD` in Korea. */
  due_on: string | null;
  mid: string;
  /** JSON `ApplicationContact[]`, encrypted. */
  contacts_sealed: string | null;
  /** JSON `DocumentMark[]`. */
  documents: string;
  submitted_at_ms: number | null;
  created_by_name: string;
  created_at_ms: number;
  changed_by_name: string;
  changed_at_ms: number;
}

export type ApplicationEventKind = "added" | "moved" | "changed" | "noted" | "file_added" | "file_removed";

/** What happened to an application, for the people who look after it. */
export interface ApplicationEventsTable {
  id: string;
  application_id: string;
  at_ms: number;
  by_name: string;
  kind: ApplicationEventKind;
  /** JSON; nothing personal. */
  facts: string;
  /** A note or a reason in people's own words, encrypted. */
  text_sealed: string | null;
}

/** A paper of an application, or of the business where it is of none. */
export interface ApplicationFilesTable {
  id: string;
  application_id: string | null;
  kind: DocumentKind;
  type: DocumentType;
  /** How many bytes the file has when it is opened. */
  bytes: number;
  /** Names of files name people; encrypted. */
  name_sealed: string;
  added_by_name: string;
  added_at_ms: number;
}

export interface ApplicationFileContentsTable {
  file_id: string;
  /** AES-256-GCM, bound to the file's id. */
  sealed: Uint8Array;
}

export interface ApplicationTables {
  business_information: BusinessInformationTable;
  applications: ApplicationsTable;
  application_events: ApplicationEventsTable;
  application_files: ApplicationFilesTable;
  application_file_contents: ApplicationFileContentsTable;
}
