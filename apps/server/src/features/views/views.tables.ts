/** A way of looking at the payments list that somebody keeps under a name. */
export interface SavedViewsTable {
  id: string;
  owner_user_id: string;
  name: string;
  /** The list's address after the question mark, without the view itself. */
  query: string;
  /** 1 when everybody who may see payments may use it. */
  is_shared: number;
  created_at_ms: number;
  updated_at_ms: number;
}

/** When somebody last opened a view. */
export interface ViewUsesTable {
  view_id: string;
  user_id: string;
  last_used_at_ms: number;
}

/** The view a person's list opens with. */
export interface DefaultViewsTable {
  user_id: string;
  view_id: string;
}

export interface ViewsTables {
  saved_views: SavedViewsTable;
  view_uses: ViewUsesTable;
  default_views: DefaultViewsTable;
}
