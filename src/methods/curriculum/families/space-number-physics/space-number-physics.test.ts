import { holdToContract } from '../../../../../test/fixtures/family-contract.ts';
import { SPACE_NUMBER_PHYSICS } from './index.ts';

holdToContract(SPACE_NUMBER_PHYSICS);
