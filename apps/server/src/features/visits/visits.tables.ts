/** Payments a person has looked at, so that a list can tell them apart. */
export interface PaymentVisitsTable {
  user_id: string;
  imp_uid: string;
  visited_at_ms: number;
}

export interface VisitsTables {
  payment_visits: PaymentVisitsTable;
}
