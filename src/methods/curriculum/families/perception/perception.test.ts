import { holdToContract } from '../../../../../test/fixtures/family-contract.ts';
import { PERCEPTION } from './index.ts';

holdToContract(PERCEPTION);
