/** A community of entities at one level of the hierarchy. */
export interface Community {
  /** Its place in {@link Communities.list}. */
  id: number;
  /** 0 is the coarsest. */
  level: number;
  parent: number | null;
  children: number[];
  /** Indices of its entities, ascending. */
  entities: number[];
  /** For people: names of its most connected entities. */
  title: string;
}

/** A hierarchy: every entity lies in one community of level 0 and in one leaf. */
export interface Communities {
  list: Community[];
  /** Of each entity, its community at level 0. */
  top: Int32Array;
  /** Of each entity, its smallest community. */
  leaf: Int32Array;
  /** Newman's modularity of level 0. */
  modularity: number;
}
