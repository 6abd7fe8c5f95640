import { holdToContract } from '../../../../../test/fixtures/family-contract.ts';
import { LANGUAGE } from './index.ts';

holdToContract(LANGUAGE);
