import { holdToContract } from '../../../../../test/fixtures/family-contract.ts';
import { OBJECTS_AND_CATEGORIES } from './index.ts';

holdToContract(OBJECTS_AND_CATEGORIES);
