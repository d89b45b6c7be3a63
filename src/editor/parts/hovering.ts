export { hoverContents } from '../hoverContents';
