import { BlockList, isIPv4 } from 'node:net';

/** Tells public IP addresses from loopback, private, link-local, cloud-internal and reserved ones. */

const NOT_PUBLIC_4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  // Link-local; includes the metadata services of AWS, Google, Azure, Oracle, DigitalOcean, Hetzner, Tencent.
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

/**
 * Addresses in public ranges at which clouds offer internal services to their machines, such as data about the machine
 * with access keys.
 */
const CLOUD_INSIDE_4 = [
  // Azure: the wire server (what-is-ip-address-168-63-129-16 in Azure's documentation).
  '168.63.129.16/32',
  // IBM Cloud: services for the machines inside.
  '161.26.0.0/16',
  '166.8.0.0/14',
];

/** The only range that is routed. Loopback, private, link-local, multicast, mapped and NAT64 addresses are outside. */
const PUBLIC_6 = ['2000::/3'];

/** Exceptions in that range: tunnels to any IPv4 address (Teredo, 6to4), documentation examples and identifiers. */
const NOT_PUBLIC_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const ranges = (list: string[], family: 'ipv4' | 'ipv6'): BlockList => {
  const found = new BlockList();
  for (const range of list) {
    const [address, bits] = range.split('/');
    found.addSubnet(address!, Number(bits), family);
  }
  return found;
};

const notPublic4 = ranges([...NOT_PUBLIC_4, ...CLOUD_INSIDE_4], 'ipv4');
const public6 = ranges(PUBLIC_6, 'ipv6');
const notPublic6 = ranges(NOT_PUBLIC_6, 'ipv6');

/**
 * Returns whether an IP address is public.
 * @param address in the form of resolvers; any other text is not public
 */
export const isPublic = (address: string): boolean =>
  isIPv4(address)
    ? !notPublic4.check(address, 'ipv4')
    : public6.check(address, 'ipv6') && !notPublic6.check(address, 'ipv6');
