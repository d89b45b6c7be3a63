export { sampleText } from '../sample/sampleText';
