/** The one helper of TypeScript that our decorators need: they stand on classes, properties and accessors. */
export function __decorate(decorators, target, key, given) {
	const isClass = key === undefined;
	let result = isClass ? target : given === null ? Object.getOwnPropertyDescriptor(target, key) : given;
	for (let index = decorators.length; index--;) result = (isClass ? decorators[index](result) : decorators[index](target, key, result)) || result;
	if (!isClass && result) Object.defineProperty(target, key, result);
	return result;
}
