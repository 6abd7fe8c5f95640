import { holdToContract } from '../../../../../test/fixtures/family-contract.ts';
import { ABSTRACT_REASONING } from './index.ts';

holdToContract(ABSTRACT_REASONING);
