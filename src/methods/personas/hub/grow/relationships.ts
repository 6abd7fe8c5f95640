/** Who somebody may be to a persona, as a prompt names them. Written for this project; Persona Hub asks only for “close”. */
export const RELATIONSHIPS = {
  colleague: 'a colleague who works beside this person every day',
  'customer-or-client':
    'somebody who is served by this person: a customer, client, patient, pupil or guest',
  critic: 'somebody who knows what this person does and criticises it',
  learner: 'somebody who learns from this person: a student, apprentice or trainee',
  teacher: 'somebody who once taught or trained this person',
  relative: 'a relative of another generation in this person’s family',
  neighbour: 'a neighbour whose work and interests are far from those of this person',
  friend: 'a close friend from another walk of life',
  supplier: 'somebody who supplies what this person needs for their work or hobby',
  superior: 'somebody who decides over this person’s work or means',
  carer: 'somebody who looks after this person, or is looked after by them',
  competitor: 'somebody who competes with this person for the same thing',
  collaborator: 'somebody of another trade with whom this person does one thing together',
  stranger: 'a stranger whose life changed through something that this person did',
} as const;
export type Relationship = keyof typeof RELATIONSHIPS;

/** Who somebody is to a text (Persona Hub asks who would read, write, like or dislike it). */
export const WAYS = {
  writes: 'might have written this text',
  reads: 'would seek out this text to read it',
  likes: 'would be glad about what this text says',
  dislikes: 'would object to what this text says',
} as const;
export type Way = keyof typeof WAYS;

/** Six degrees of separation: as many rounds as Persona Hub makes. */
export const MOST_ROUNDS = 6;
