export {Relations} from "../store/relations.ts";
