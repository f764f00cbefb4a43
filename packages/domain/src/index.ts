export {
  type AlertFigures,
  type AlertLimitName,
  type AlertRule,
  alertLimitNames,
  alertRuleChange,
  alertRules,
  figuresOfRule,
  limitsOfRule,
} from "./alerts/alert-rules.ts";
export { type AlertFacts, alertRuleNames, alertSentence, type DriftKind } from "./alerts/alert-text.ts";
export {
  type ApplicationCategory,
  type ApplicationChoice,
  type ApplicationIntegration,
  type ApplicationMethodName,
  applicationCategories,
  applicationCategoryNames,
  applicationIntegrations,
  applicationMethodNames,
  applicationMethods,
  furtherQuestions,
  integrationNames,
  integrationsOf,
  type PaymentType,
  paymentTypeNames,
  paymentTypes,
  paymentTypesOf,
  pgsOfMethod,
} from "./application/application-catalog.ts";
export {
  type ApplicationChange,
  type ApplicationContact,
  applicationChange,
  applicationFile,
  applicationLimits,
  applicationMoveForm,
  applicationNote,
  applicationRemoval,
  applicationUpload,
  businessChange,
  type DocumentMark,
  newApplications,
  oneApplication,
  plainFileName,
} from "./application/application-forms.ts";
export {
  type ApplicationRule,
  applicationRules,
  applicationRuleWords,
  channelCodesOf,
  mostApplicationFiles,
  mostApplications,
} from "./application/application-rules.ts";
export {
  type ApplicationMove,
  type ApplicationState,
  applicationMove,
  applicationStateNames,
  applicationStates,
  firstContactBusinessDays,
  isFinalApplicationState,
  mayCancelApplication,
  needsMoveReason,
  nextApplicationStates,
} from "./application/application-state.ts";
export {
  type BusinessField,
  type BusinessInformation,
  type BusinessProblem,
  type BusinessProblemKind,
  businessInformation,
  businessLimits,
  businessProblems,
  type CertificateField,
  type CertificateValue,
  type CompanyForm,
  certificateFieldNames,
  certificateFields,
  companyForms,
  emptyBusiness,
  type FieldSource,
  longestCertificateValue,
  plainBusinessNumber,
  serviceKinds,
} from "./application/business-information.ts";
export {
  type DocumentKind,
  type DocumentState,
  documentKindNames,
  documentKinds,
  documentStateNames,
  documentStates,
  usualDocuments,
} from "./application/document-kinds.ts";
export {
  type DocumentRefusal,
  type DocumentType,
  documentRefusals,
  documentRefusalWords,
  documentTypes,
  judgeDocument,
  mostDocumentBytes,
  mostDocumentMegabytes,
} from "./application/judge-document.ts";
export type { Inflated } from "./application/pdf-objects.ts";
export { type CertificateReading, readCertificate } from "./application/read-certificate.ts";
export {
  refuseScheduleAction,
  type ScheduleAction,
  type ScheduleFacts,
  type ScheduleRefusal,
  type ScheduleState,
  scheduleActions,
  scheduleRefusalWords,
  scheduleState,
  scheduleStateNames,
  scheduleStates,
} from "./billing/schedules.ts";
export {
  addBusinessDays,
  isBusinessDay,
  isCalendarKnown,
  koreanHoliday,
  weekdayOf,
} from "./calendar/business-days.ts";
export {
  type Capability,
  type CapabilityAnswer,
  type Citation,
  capabilityAnswerNames,
  capabilityAnswerWords,
} from "./capabilities/capability.ts";
export { type CapabilityAction, capabilityKinds } from "./capabilities/capability-kinds.ts";
export { capabilityOf, mayBeTried } from "./capabilities/capability-of.ts";
export { isBusinessNumber } from "./cash-receipts/business-number.ts";
export type { CashReceipt } from "./cash-receipts/cash-receipt.ts";
export {
  type FoundReceipt,
  isCashMethod,
  type ReceiptRefusal,
  type ReceiptRule,
  receiptAmountOf,
  receiptCautions,
  receiptRuleWords,
  refuseReceiptCancel,
  refuseReceiptForm,
  refuseReceiptOf,
} from "./cash-receipts/judge-receipt.ts";
export {
  missingReceiptExtras,
  type ReceiptExtra,
  type ReceiptSource,
  receiptExtras,
} from "./cash-receipts/receipt-fields.ts";
export {
  type IdentifierProblem,
  identifierProblem,
  identifierProblemWords,
  identifierTypeNames,
  identifierTypesOf,
  maskIdentifier,
  plainIdentifier,
  receiptTypeNames,
} from "./cash-receipts/receipt-identifier.ts";
export {
  type OutsideReceiptCancelOrder,
  type OutsideReceiptOrder,
  outsideReceiptCancelOrder,
  outsideReceiptOrder,
  type ReceiptCancelOrder,
  type ReceiptIdentifierType,
  type ReceiptOrder,
  type ReceiptType,
  receiptCancelOrder,
  receiptIdentifierTypes,
  receiptOrder,
  receiptProductTypes,
  receiptTypes,
} from "./cash-receipts/receipt-order.ts";
export { pgsWithReadableReceipts, supportsReceipt } from "./cash-receipts/receipt-support.ts";
export {
  automaticReceiptAdvice,
  type ReceiptEvidence,
  type ReceiptKnowledge,
  type ReceiptTruth,
  receiptEvidenceWords,
  receiptKnowledgeNames,
  receiptTruth,
} from "./cash-receipts/receipt-truth.ts";
export {
  type ReceiptMismatch,
  type ReceiptWork,
  receiptMismatch,
  receiptWork,
  receiptWorkNames,
  receiptWorkWords,
} from "./cash-receipts/receipt-work.ts";
export {
  type ChannelChange,
  type ChannelChangeKind,
  type ChannelFacts,
  channelChangeKinds,
  channelChanges,
  maskChannelKey,
} from "./channels/channel-changes.ts";
export { unusualSilence } from "./channels/channel-silence.ts";
export type { Clock } from "./clock.ts";
export { accountNumberDoubt } from "./codes/account-forms.ts";
export { type Bank, banks } from "./codes/banks.ts";
export { cards } from "./codes/cards.ts";
export { type CodeTable, nameOf } from "./codes/code-table.ts";
export { courierOfText } from "./codes/courier-of-text.ts";
export { couriers, currentCourierCode } from "./codes/couriers.ts";
export { easyPayProviders, payMethods } from "./codes/pay-methods.ts";
export { banksOfPg, type PgBankCode, pgBankCode, refundBanks } from "./codes/pg-bank-codes.ts";
export { type PgProvider, pgProviders } from "./codes/pg-providers.ts";
export { awaitingDepositName, paymentStatusNames } from "./codes/status-names.ts";
export { AppError, type AppErrorOptions, type ErrorCode, type ErrorFamily, errorCodes, errorFamily } from "./errors.ts";
export type { Delivery } from "./escrow/delivery.ts";
export {
  type EscrowField,
  type EscrowMode,
  escrowFields,
  escrowFormFields,
  missingEscrowFields,
  splitAddress,
} from "./escrow/escrow-fields.ts";
export {
  type EscrowOrder,
  type EscrowParty,
  type EscrowProduct,
  emptyParty,
  escrowOrder,
  escrowParty,
} from "./escrow/escrow-order.ts";
export { productsOf, receiverOf } from "./escrow/escrow-parties.ts";
export {
  type EscrowRefusal,
  type EscrowRule,
  escrowRuleWords,
  refuseEscrow,
  refuseEscrowForm,
} from "./escrow/escrow-rules.ts";
export { escrowPgs, escrowSupport } from "./escrow/escrow-support.ts";
export {
  confirmedInicisStates,
  type InicisNotice,
  inicisEscrowStates,
  readInicisNotice,
  refusedInicisStates,
} from "./escrow/inicis-notice.ts";
export {
  guessInvoiceColumns,
  type InvoiceColumns,
  type InvoiceField,
  invoiceFields,
} from "./escrow/invoices/invoice-columns.ts";
export {
  type InvoiceList,
  type InvoiceOptions,
  invoiceList,
} from "./escrow/invoices/invoice-list.ts";
export { isInvoiceLike, plainInvoice } from "./escrow/invoices/invoice-number.ts";
export {
  type InvoiceProblem,
  type InvoiceReceiver,
  type InvoiceRow,
  invoiceContent,
  mostInvoiceRows,
  type ReadInvoiceRow,
  readInvoiceRows,
} from "./escrow/invoices/invoice-row.ts";
export {
  type InvoiceFinding,
  type InvoiceOrder,
  type InvoiceRowState,
  invoiceProblemWords,
  invoiceRowStateNames,
  invoiceRowStates,
  judgeInvoiceRow,
} from "./escrow/invoices/judge-invoice-row.ts";
export {
  invoiceOverdueSeconds,
  type PurchaseConfirmation,
  purchaseConfirmation,
} from "./escrow/purchase-confirmation.ts";
export { excelSheetRows } from "./excel-sheet.ts";
export { explainFailure } from "./failures/explain-failure.ts";
export { type FailureActor, type FailureExplanation, failureActorNames } from "./failures/failure.ts";
export {
  type BillingKeyDeletion,
  type BillingKeyOrder,
  billingKeyDeletion,
  billingKeyOrder,
  type IdentityErasure,
  identityErasure,
  type KcpQuickFidoOrder,
  type KcpQuickMemberOrder,
  kcpQuickFidoOrder,
  kcpQuickMemberOrder,
  type NaverConfirmOrder,
  type NaverStepOrder,
  naverConfirmOrder,
  naverStepOrder,
  type PartnerReceiptOrder,
  type PaycoOrderChange,
  type PaymentOrder,
  type PaymentwallDeliveryOrder,
  partnerReceiptOrder,
  paycoOrderChange,
  paycoStatuses,
  paymentOrder,
  paymentwallDelivery,
  paymentwallStatuses,
  type ScheduleMove,
  type ScheduleOrder,
  scheduleMove,
  scheduleOrder,
} from "./follow-ups/follow-up-forms.ts";
export { type FollowUp, followUps, followUpsOf } from "./follow-ups/follow-ups.ts";
export {
  type NaverOrderFacts,
  type NaverStep,
  type NaverStepRefusal,
  naverCancelReasons,
  naverClaimStatusNames,
  naverCouriers,
  naverDeliveryMethods,
  naverOrderStatusNames,
  naverReturnMethods,
  naverReturnReasons,
  naverStepNames,
  naverStepRefusalWords,
  naverSteps,
  naverWithholdReasons,
  refundingNaverSteps,
  refuseNaverStep,
  showsNaverStep,
  unseenNaverSteps,
} from "./follow-ups/naver-orders.ts";
export {
  type InstructionFamily,
  type InstructionKindName,
  type InstructionTarget,
  type InstructionTargetKind,
  instructionKindNames,
  instructionTargetKinds,
} from "./instructions/instruction-kinds.ts";
export {
  fruitlessInstructionStates,
  type InstructionState,
  instructionStateNames,
  instructionStates,
  isFinalInstructionState,
  mayMoveInstruction,
} from "./instructions/instruction-state.ts";
export { type ClockReading, type ClockSkew, clockSkew } from "./keys/clock-skew.ts";
export { keyChecks } from "./keys/key-checks.ts";
export { type KeyTraffic, type KeyVerdict, keyVerdict } from "./keys/key-verdict.ts";
export { maskKey, maskMerchantCode } from "./keys/mask-key.ts";
export { parseKstText } from "./kst-text.ts";
export {
  addKstDays,
  addKstMonths,
  formatInstant,
  type InstantStyle,
  isKstDate,
  type KstDate,
  kstDayRange,
  kstDayStart,
  toKstDate,
} from "./kst-time.ts";
export {
  type BrowserCell,
  browserCellOf,
  type LaunchBrowser,
  type LaunchSystem,
  launchBrowsers,
  launchSystems,
} from "./launch/browser-cells.ts";
export {
  judgeLaunchBox,
  type LaunchAnswer,
  type LaunchAttestation,
  type LaunchVerdict,
  launchAnswers,
  launchAttestation,
  launchChecklistQuery,
  launchVerdicts,
  longestLaunchEvidence,
  type SeenSigns,
} from "./launch/judge-launch-box.ts";
export {
  type LaunchBoxId,
  type LaunchGroup,
  type LaunchMode,
  type LaunchSign,
  launchBoxIds,
  launchBoxRule,
  launchGroups,
  launchListUrl,
  launchModes,
} from "./launch/launch-boxes.ts";
export type { Locale, Localised } from "./locale.ts";
export { maskPayment, maskPaymentListItem } from "./masking/mask-payment.ts";
export { maskAccount, maskEmail, maskFreeText, maskName, maskTel } from "./masking/mask-text.ts";
export { maskWire } from "./masking/mask-wire.ts";
export { formatMoney } from "./money/format-money.ts";
export { groupDigits } from "./money/group-digits.ts";
export { addMoney, type Currency, type Money, minorUnitDigits, money, subtractMoney } from "./money/money.ts";
export { parseTypedAmount, type TypedAmount, type TypedAmountProblem } from "./money/parse-typed-amount.ts";
export { fromWireAmount, toWireAmount } from "./money/wire-amount.ts";
export { longestNote } from "./note.ts";
export type {
  Buyer,
  Cancellation,
  CardFacts,
  CodeAndName,
  Deposit,
  Payment,
  PaymentStatus,
  VirtualAccount,
} from "./payment.ts";
export {
  linkColumns,
  longestColumnsText,
  narrowestColumn,
  type PaymentColumn,
  type PlacedColumn,
  paymentColumns,
  readColumns,
  standardColumns,
  widestColumn,
  withinWidths,
  writeColumns,
} from "./payment-columns.ts";
export type { CurrencyTotal, PaymentCounts, PaymentListItem, PaymentListPage } from "./payment-list.ts";
export {
  largestPage,
  type PaymentFilter,
  type PaymentQuery,
  paymentFilter,
  paymentQuery,
} from "./payment-query.ts";
export { isPaymentQueryValue, longestSearchText } from "./payment-query-values.ts";
export {
  cancellableAmount,
  cancellationDisagreement,
  derivePaymentStatus,
  isAwaitingDeposit,
  paymentStatuses,
  refundableByHistory,
} from "./payment-status.ts";
export { requestedAt, statusAt } from "./payment-times.ts";
export { isAllowed, type Permission, permissions, permissionsOf, type Role, roles } from "./permissions.ts";
export { facetValueName, knownFacetValues, readFacetValue } from "./query-language/facet-values.ts";
export { type FilterPart, filterParts, withoutFilterPart } from "./query-language/filter-parts.ts";
export { foldQuery, printFilter, withoutSpan } from "./query-language/fold-query.ts";
export { parseQuery } from "./query-language/parse-query.ts";
export { printFacetValue, printQuery, printTerm } from "./query-language/print-query.ts";
export {
  type DaysKey,
  type FacetKey,
  facetKeys,
  findQueryKey,
  type QueryKey,
  queryKeys,
  wordsOfKey,
} from "./query-language/query-keys.ts";
export type { ParsedQuery, PlacedTerm, QueryProblem, QueryTerm } from "./query-language/query-terms.ts";
export { type QueryPiece, splitQuery } from "./query-language/split-query.ts";
export {
  type DaysCondition,
  type FacetCondition,
  searchTermsOf,
  type UnderstoodFilter,
  understandFilter,
} from "./query-language/understand-filter.ts";
export {
  type BulkColumns,
  type BulkField,
  bulkFields,
  guessBulkColumns,
} from "./refunds/bulk/bulk-columns.ts";
export { bulkContent } from "./refunds/bulk/bulk-content.ts";
export { type BulkList, bulkList } from "./refunds/bulk/bulk-list.ts";
export {
  type BulkMove,
  type BulkRowState,
  type BulkState,
  type BulkTotal,
  bulkRowStates,
  bulkTotals,
  isBulkMoveAllowed,
} from "./refunds/bulk/bulk-refund.ts";
export {
  type BulkAccount,
  type BulkLine,
  type BulkProblem,
  type BulkRow,
  mostBulkRows,
  type ReadBulkRow,
  readBulkRows,
} from "./refunds/bulk/bulk-row.ts";
export { bulkProblemWords, bulkRowStateNames } from "./refunds/bulk/bulk-words.ts";
export { type BulkFinding, type BulkOrder, judgeBulkRow } from "./refunds/bulk/judge-bulk-row.ts";
export { freshCodeMinutes } from "./refunds/fresh-code.ts";
export {
  isRefundSendable,
  judgeRefund,
  type RefundFinding,
  type RefundVerdict,
} from "./refunds/judge-refund.ts";
export { type RefundArrival, refundArrival, refundArrivalSentence } from "./refunds/refund-arrival.ts";
export type { RefundIntent, RefundIntentAccount } from "./refunds/refund-facts.ts";
export type { RefundNeeds } from "./refunds/refund-needs.ts";
export {
  longestReasonName,
  ownReasonCode,
  type RefundReason,
  reasonCodeFor,
  refundReasonCode,
  refundReasonNames,
  refundReasonWords,
} from "./refunds/refund-reasons.ts";
export {
  longestReasonText,
  longestRefundAccount,
  longestRefundHolder,
  longestRefundTel,
  longestStaffReason,
  otherReasonCode,
  type RefundRequest,
  refundId,
  refundRequest,
  shortestReason,
  staffReason,
} from "./refunds/refund-request.ts";
export type { RefundVerdictKind } from "./refunds/refund-rule.ts";
export type { RefundSource } from "./refunds/refund-sources.ts";
export {
  proposeSplit,
  type RefundSplit,
  type SplitLeft,
  type SplitProblem,
  splitLeftAfter,
  splitProblem,
  standardVat,
} from "./refunds/refund-split.ts";
export {
  countsAsRefunded,
  isFinalRefundState,
  mayMoveRefund,
  type RefundState,
  refundStateNames,
  refundStates,
  refundStatesForPeople,
  refundStepName,
} from "./refunds/refund-state.ts";
export { bearsTag, refundTag, refundTagChance, taggedReason } from "./refunds/refund-tag.ts";
export { repeatedRefund } from "./refunds/repeated-refund.ts";
export { isSettledLater } from "./refunds/state-rules.ts";
export {
  judgeUndo,
  type UndoContact,
  type UndoFinding,
  type UndoVerdict,
  type UndoVerdictKind,
  undoRequestText,
} from "./refunds/undo-refund.ts";
export { type RevealReason, revealMinutes, revealReasons } from "./reveal.ts";
export { matchesSearch } from "./search/matches-search.ts";
export { digitsOf, normaliseForSearch } from "./search/normalise-for-search.ts";
export { type AmountRange, isAmountInRange, searchableAmount } from "./search/search-amount.ts";
export { digitFields, nameFields, type SearchField, searchFields } from "./search/search-fields.ts";
export type { SearchTerm, SearchWay } from "./search/search-ways.ts";
export { type SearchableFields, type SearchableTexts, searchableFields } from "./search/searchable-fields.ts";
export {
  longestConsoleAddress,
  mostSubMerchants,
  readConsoleAddress,
  subMerchantDeclaration,
  subMerchantMove,
  tierCode,
} from "./sub-merchants/sub-merchant.ts";
export {
  attemptThatCounts,
  contradictsClaim,
  type ExpectedPayment,
  type FoundPayment,
  isProved,
  isSuccess,
  judgeTestPayment,
  type TestPaymentVerdict,
  testPaymentVerdicts,
} from "./test-payments/judge-test-payment.ts";
export { longestRedirect, type RedirectClaim, readRedirect, type SuccessName } from "./test-payments/redirect-claim.ts";
export {
  longestOrderName,
  mostTestAmount,
  opensWindow,
  type TestPaymentForm,
  testPaymentForm,
  testPaymentId,
  type WindowMethod,
  windowCurrencyOf,
  windowMethods,
  windowMethodsOf,
} from "./test-payments/test-payment-form.ts";
export { type AccountDue, accountDues, dueRange, duesOf } from "./virtual-accounts/account-due.ts";
export {
  type AccountField,
  accountLimits,
  accountNeeds,
  isOrderNumberFor,
  missingAccountFields,
} from "./virtual-accounts/account-fields.ts";
export {
  type AccountChangeForm,
  type AccountIssueForm,
  type AccountRevokeForm,
  accountChangeForm,
  accountHolderQuery,
  accountIssueForm,
  accountRevokeForm,
} from "./virtual-accounts/account-forms.ts";
export { accountMessage } from "./virtual-accounts/account-message.ts";
export {
  type AccountObjection,
  type AccountRule,
  accountRuleSentences,
  needsRevokeKey,
  objectionToChange,
  objectionToIssue,
  objectionToRevoke,
} from "./virtual-accounts/account-rules.ts";
export { type DepositDiagnosis, depositNotice, diagnoseDeposit } from "./virtual-accounts/deposit-watch.ts";
export { deliveryAllowance } from "./webhooks/delivery-allowance.ts";
export {
  type ExpectedWebhook,
  expectedWebhooks,
  isWebhookOf,
} from "./webhooks/expected-webhooks.ts";
export {
  type WebhookFilter,
  type WebhookVerdict,
  webhookAddresses,
  webhookAnswers,
  webhookFilter,
  webhookModes,
  webhookOrigins,
  webhookVerdicts,
} from "./webhooks/webhook-query.ts";
export {
  type AddressEntry,
  addressEntries,
  longestMemo,
  mostRules,
  readAddressLines,
} from "./whitelist/address-list.ts";
export { type AddressRule, isAddress, readAddressRule, type UnreadableReason } from "./whitelist/address-rule.ts";
export {
  type AddressGate,
  type FindingWeight,
  isLetIn,
  isPublicAddress,
  type JudgedRule,
  judgeRule,
  type ListFinding,
  type RequiredAddress,
  type RuleFinding,
  reviewRules,
  weightOf,
} from "./whitelist/review-rules.ts";
export type { SpecialRange } from "./whitelist/special-ranges.ts";
