/** In place of JsSIP's entry: what the line imports. */
module.exports = {
	UA: require('./UA'),
	URI: require('./URI'),
	NameAddrHeader: require('./NameAddrHeader'),
	Grammar: require('./Grammar'),
	debug: require('debug'),
};
