/**
 * A member of an object as its class has it, bound to the object where it is a method. Elements hide members of a
 * document by their names: beside `<img name="body">`, `document.body` is that image (HTML section 3.1.6).
 */
export function inheritedMember<Owner extends object, Name extends keyof Owner>(owner: Owner, name: Name): Owner[Name] {
	const member = Reflect.get(Object.getPrototypeOf(owner) as Owner, name, owner) as Owner[Name];
	return typeof member === 'function' ? (member.bind(owner) as Owner[Name]) : member;
}
