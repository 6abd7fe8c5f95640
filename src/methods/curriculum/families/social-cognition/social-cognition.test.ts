import { holdToContract } from '../../../../../test/fixtures/family-contract.ts';
import { SOCIAL_COGNITION } from './index.ts';

holdToContract(SOCIAL_COGNITION);
