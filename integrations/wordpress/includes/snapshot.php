<?php
/**
 * Reads snapshots and relays: JSON Feeds, fetched by this server and kept for a while.
 *
 * @package newsrack
 */

defined( 'ABSPATH' ) || exit;

/** Seconds for which a snapshot is not requested again, whether the last request went well or not. */
const NEWSRACK_PERIOD = 10 * MINUTE_IN_SECONDS;

/** Seconds for which the last good articles stand in for a source that fails. */
const NEWSRACK_KEEP = WEEK_IN_SECONDS;

/** Seconds that a request may take, and that all requests of one page may take together. */
const NEWSRACK_TIMEOUT = 3;

/** Bytes of a snapshot, at most. */
const NEWSRACK_MAX_BYTES = 2 * MB_IN_BYTES;

/** Articles of a snapshot, at most. */
const NEWSRACK_MAX_ARTICLES = 100;

/**
 * Returns the articles of a snapshot or relay: new ones, or the last good ones where the request fails.
 *
 * @param string $address An address, or a path on this site.
 * @return array|null `at` (seconds since 1970), `own` (whether newsrack wrote it) and `articles`; null without any.
 */
function newsrack_read_snapshot( $address ) {
	static $spent = 0;
	$url  = newsrack_absolute( $address );
	$key  = 'newsrack_' . md5( $url );
	$kept = get_transient( $key );
	if ( ! is_array( $kept ) ) {
		$kept = array(
			'tried' => 0,
			'news'  => null,
		);
	}
	if ( $kept['news'] && time() - $kept['news']['at'] > NEWSRACK_KEEP ) {
		$kept['news'] = null;
	}
	if ( time() - $kept['tried'] >= NEWSRACK_PERIOD && $spent < NEWSRACK_TIMEOUT ) {
		// Before the request, so that visitors who come meanwhile do not wait for it as well.
		$kept['tried'] = time();
		newsrack_keep( $key, $kept );
		$begin  = microtime( true );
		$news   = newsrack_fetch_snapshot( $url );
		$spent += microtime( true ) - $begin;
		if ( $news ) {
			$kept['news'] = $news;
			newsrack_keep( $key, $kept );
		}
	}
	return $kept['news'];
}

/** Keeps what is known of an address; of one that never answered no longer than it is left alone. */
function newsrack_keep( $key, $kept ) {
	set_transient( $key, $kept, $kept['news'] ? NEWSRACK_KEEP : NEWSRACK_PERIOD );
}

/** Returns an address as a whole: a path is one on this site. */
function newsrack_absolute( $address ) {
	if ( '/' !== substr( $address, 0, 1 ) ) {
		return $address;
	}
	$home = wp_parse_url( home_url() );
	$port = isset( $home['port'] ) ? ':' . $home['port'] : '';
	return $home['scheme'] . '://' . $home['host'] . $port . $address;
}

/** Requests a snapshot. Returns null where it can't be had, or is no JSON Feed. */
function newsrack_fetch_snapshot( $url ) {
	$response = wp_safe_remote_get(
		$url,
		array(
			'timeout'             => NEWSRACK_TIMEOUT,
			'redirection'         => 3,
			'limit_response_size' => NEWSRACK_MAX_BYTES + 1,
			'headers'             => array( 'Accept' => 'application/feed+json, application/json' ),
		)
	);
	if ( is_wp_error( $response ) || 200 !== wp_remote_retrieve_response_code( $response ) ) {
		return null;
	}
	$body = wp_remote_retrieve_body( $response );
	if ( strlen( $body ) > NEWSRACK_MAX_BYTES ) {
		return null;
	}
	$document = json_decode( $body, true, 32 );
	if ( ! is_array( $document ) || ! isset( $document['items'] ) || ! is_array( $document['items'] ) ) {
		return null;
	}
	$articles = array_filter( array_map( 'newsrack_article', $document['items'] ) );
	usort(
		$articles,
		function ( $one, $other ) {
			return newsrack_time( $other ) <=> newsrack_time( $one );
		}
	);
	return array(
		'at'       => time(),
		'own'      => isset( $document['_newsrack'] ),
		'articles' => array_slice( $articles, 0, NEWSRACK_MAX_ARTICLES ),
	);
}

/** Returns when an article came out, in seconds since 1970; 0 where nothing says it. */
function newsrack_time( $article ) {
	foreach ( array( 'published', 'seen', 'updated' ) as $name ) {
		if ( isset( $article[ $name ] ) ) {
			return strtotime( $article[ $name ] );
		}
	}
	return 0;
}

/**
 * Makes an article of an item of a JSON Feed, in the form that the element reads. Nothing in it is markup.
 *
 * @param mixed $item Of any shape.
 * @return array|null Null for an item without a link.
 */
function newsrack_article( $item ) {
	if ( ! is_array( $item ) ) {
		return null;
	}
	$own     = newsrack_member( $item, '_newsrack' );
	$url     = newsrack_link( $item, 'url' );
	$url     = '' === $url ? newsrack_link( $item, 'external_url' ) : $url;
	$excerpt = newsrack_excerpt( $item, $own );
	$title   = newsrack_line( $item, 'title', 300 );
	$title   = '' === $title ? wp_trim_words( $excerpt, 12 ) : $title;
	if ( '' === $url || '' === $title ) {
		return null;
	}
	$id      = newsrack_line( $item, 'id', 1000 );
	$tags    = newsrack_lines( newsrack_member( $item, 'tags' ) );
	$article = array(
		'id'        => '' === $id ? $url : $id,
		'url'       => $url,
		'title'     => $title,
		'excerpt'   => $excerpt,
		'image'     => newsrack_image( $item, newsrack_member( $own, 'image' ) ),
		'publisher' => newsrack_publisher( newsrack_member( $own, 'publisher' ) ),
		'published' => newsrack_date( $item, 'date_published' ),
		'updated'   => newsrack_date( $item, 'date_modified' ),
		'seen'      => newsrack_date( $own, 'seen' ),
		'category'  => newsrack_line( $own, 'category', 200 ),
		'language'  => newsrack_line( $item, 'language', 35 ),
	);
	// The element takes what is missing for unknown.
	return array_filter( $article ) + array(
		'authors' => newsrack_authors( newsrack_member( $item, 'authors' ) ),
		'tags'    => $tags,
	);
}

/** Returns a member that is a list or an object; an empty one for everything else. */
function newsrack_member( $holder, $name ) {
	return is_array( $holder ) && isset( $holder[ $name ] ) && is_array( $holder[ $name ] ) ? $holder[ $name ] : array();
}

/** Returns a text on one line, without control characters; an empty one where there is none. */
function newsrack_line( $holder, $name, $length ) {
	if ( ! isset( $holder[ $name ] ) || ! is_string( $holder[ $name ] ) ) {
		return '';
	}
	$text = wp_check_invalid_utf8( substr( $holder[ $name ], 0, 8 * $length ), true );
	// The same characters as the element leaves out: they show nothing, or reorder the text around them.
	$text = preg_replace( '/[\x{202a}-\x{202e}\x{2066}-\x{2069}\x{feff}]|(?!\s)\p{Cc}/u', '', $text );
	$text = trim( preg_replace( '/\s+/u', ' ', (string) $text ) );
	return mb_strlen( $text ) > $length ? rtrim( mb_substr( $text, 0, $length - 1 ) ) . '…' : $text;
}

/** Returns the texts in a list, on one line each. */
function newsrack_lines( $texts ) {
	$lines = array();
	foreach ( array_slice( array_keys( $texts ), 0, 50 ) as $key ) {
		$lines[] = newsrack_line( $texts, $key, 200 );
	}
	return array_values( array_filter( $lines ) );
}

/** Returns a link to a host by `http:` or `https:`, without names and passwords; an empty text for all others. */
function newsrack_link( $holder, $name ) {
	$link = isset( $holder[ $name ] ) && is_string( $holder[ $name ] ) ? trim( $holder[ $name ] ) : '';
	if ( strlen( $link ) > 4000 || ! preg_match( '~^https?://[^\s/?#@\\\\]+(?:[/?#]|$)~i', $link ) ) {
		return '';
	}
	return esc_url_raw( $link, array( 'http', 'https' ) );
}

/** Returns a date with a time and a zone as it is written; an empty text for all others. */
function newsrack_date( $holder, $name ) {
	$date    = isset( $holder[ $name ] ) && is_string( $holder[ $name ] ) ? $holder[ $name ] : '';
	$is_date = preg_match( '/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/', $date );
	return $is_date && false !== strtotime( $date ) ? $date : '';
}

/** Returns the text of an item. What newsrack wrote is plain text, whatever it looks like. */
function newsrack_excerpt( $item, $own ) {
	foreach ( $own ? array( 'content_text' ) : array( 'summary', 'content_text', 'content_html' ) as $name ) {
		if ( isset( $item[ $name ] ) && is_string( $item[ $name ] ) && '' !== trim( $item[ $name ] ) ) {
			$text = substr( $item[ $name ], 0, 20000 );
			if ( 'content_html' === $name ) {
				$text = html_entity_decode( wp_strip_all_tags( $text ), ENT_QUOTES | ENT_HTML5, 'UTF-8' );
			}
			return newsrack_line( array( 'text' => $text ), 'text', 1000 );
		}
	}
	return '';
}

/** Returns the picture of an item; an empty list without one. */
function newsrack_image( $item, $own ) {
	$url = newsrack_link( $item, 'image' );
	if ( '' === $url ) {
		return array();
	}
	$image = array(
		'url' => $url,
		'alt' => newsrack_line( $own, 'alt', 200 ),
	);
	foreach ( array( 'width', 'height' ) as $name ) {
		$image[ $name ] = isset( $own[ $name ] ) && is_numeric( $own[ $name ] ) ? max( 0, (int) $own[ $name ] ) : 0;
	}
	return array_filter( $image );
}

/** Returns who published an item; an empty list where nothing says it. */
function newsrack_publisher( $own ) {
	$name = newsrack_line( $own, 'name', 200 );
	if ( '' === $name ) {
		return array();
	}
	return array_filter(
		array(
			'name' => $name,
			'url'  => newsrack_link( $own, 'url' ),
			'icon' => newsrack_link( $own, 'icon' ),
		)
	);
}

/** Returns those authors of an item that have a name. */
function newsrack_authors( $given ) {
	$authors = array();
	foreach ( array_slice( $given, 0, 50 ) as $author ) {
		$name = is_array( $author ) ? newsrack_line( $author, 'name', 200 ) : '';
		if ( '' !== $name ) {
			$authors[] = array_filter(
				array(
					'name' => $name,
					'url'  => newsrack_link( $author, 'url' ),
				)
			);
		}
	}
	return $authors;
}
