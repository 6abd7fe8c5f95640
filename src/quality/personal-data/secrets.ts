/** Keys and tokens by the forms that their issuers document. Each form is fixed enough to be hardly ever anything else. */
export const SECRET_PATTERNS: readonly RegExp[] = [
  // Amazon, Google, GitHub, GitLab, Hugging Face, npm, Slack, Stripe, OpenAI, Anthropic, SendGrid, Twilio, DigitalOcean.
  /(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])/g,
  /(?<![A-Za-z0-9_-])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/g,
  /(?<![A-Za-z0-9_])gh[pousr]_[A-Za-z0-9]{36,255}/g,
  /(?<![A-Za-z0-9_])github_pat_[A-Za-z0-9_]{40,255}/g,
  /(?<![A-Za-z0-9_-])glpat-[A-Za-z0-9_-]{20,60}/g,
  /(?<![A-Za-z0-9_])hf_[A-Za-z0-9]{30,60}/g,
  /(?<![A-Za-z0-9_])npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])/g,
  /(?<![A-Za-z0-9_-])xox[abposr]-[A-Za-z0-9-]{10,250}/g,
  /(?<![A-Za-z0-9_])[sr]k_live_[A-Za-z0-9]{16,250}/g,
  /(?<![A-Za-z0-9_-])sk-(?:proj-|svcacct-|ant-|or-)?(?=[A-Za-z0-9_-]{0,200}\d)[A-Za-z0-9_-]{32,200}/g,
  /(?<![A-Za-z0-9_.-])SG\.[A-Za-z0-9_-]{20,24}\.[A-Za-z0-9_-]{40,46}/g,
  /(?<![A-Za-z0-9])SK[0-9a-f]{32}(?![A-Za-z0-9])/g,
  /(?<![A-Za-z0-9_])do[opr]_v1_[0-9a-f]{64}/g,
  // A JSON web token with its signature; a private key; a password within an address.
  /(?<![A-Za-z0-9_.-])eyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,1000}/g,
  /-----BEGIN (?:[A-Z]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g,
  /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,14}:\/\/[^\s:@/]{1,100}:(?!pass|\*|<|\$|\{|xxx)[^\s:@/]{4,100}@[a-z0-9.-]{3,100}/gi,
];
