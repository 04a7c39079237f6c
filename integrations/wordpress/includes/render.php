<?php
/**
 * Writes `<news-tag-feed>`, with the news of a snapshot or relay in it where the block names one.
 *
 * @package newsrack
 */

defined( 'ABSPATH' ) || exit;

/** Values that the element knows, by setting. Any other value is left out. */
const NEWSRACK_VALUES = array(
	'layout'   => array( 'list', 'grid', 'magazine', 'headlines', 'carousel', 'ticker' ),
	'theme'    => array( 'light', 'dark' ),
	// Those that need no key.
	'provider' => array(
		'wordpress',
		'wordpress-com',
		'mastodon',
		'hacker-news',
		'forem',
		'spaceflight-news',
		'gdelt',
	),
);

/** Minutes for which browsers need not fetch news again that a page brings: longer than a snapshot is kept. */
const NEWSRACK_FRESH_FOR = 30;

/** Writes the block. */
function newsrack_render_block( $attributes ) {
	$html = newsrack_render( $attributes );
	return '' === $html ? '' : '<div ' . get_block_wrapper_attributes() . '>' . $html . '</div>';
}

/** Writes the shortcode `[newsrack tag="climate" src="https://example.org/feed.xml"]`. */
function newsrack_render_shortcode( $given ) {
	$known = array(
		'tag'       => '',
		'src'       => '',
		'snapshot'  => '',
		'provider'  => '',
		'layout'    => '',
		'heading'   => null,
		'page-size' => 0,
		'limit'     => 0,
		'theme'     => '',
		'loading'   => '',
	);
	$given = shortcode_atts( $known, $given, 'newsrack' );

	$given['pageSize']        = $given['page-size'];
	$given['isHeadingHidden'] = '' === $given['heading'];
	$given['asksFirst']       = 'click' === $given['loading'];
	wp_enqueue_style( 'newsrack-feed-style' );
	return newsrack_render( $given );
}

/**
 * Writes the element.
 *
 * @param array $given The attributes of the block. Visitors never set them, but every author of the site may.
 * @return string HTML; empty where nothing says what to show.
 */
function newsrack_render( $given ) {
	$settings = newsrack_settings( $given );
	if ( '' === $settings['src'] . $settings['provider'] . $settings['tag'] ) {
		return '';
	}
	$news     = '' === $settings['snapshot'] ? null : newsrack_read_snapshot( $settings['snapshot'] );
	$articles = $news ? newsrack_select( $news['articles'], $settings ) : array();
	$content  = newsrack_list_html( $articles, $settings );
	if ( is_feed() ) {
		// Feed readers know no custom elements.
		return $content;
	}
	newsrack_enqueue_script();
	if ( $articles && $news['own'] ) {
		$content .= newsrack_data_html( $articles, $news['at'], $settings );
	}
	return '<news-tag-feed' . newsrack_attributes_html( $settings ) . '>' . $content . '</news-tag-feed>';
}

/** Returns checked settings: texts, and numbers that are 0 where the element's default holds. */
function newsrack_settings( $given ) {
	// Escaped where they are written; `sanitize_text_field` would take `%20` out of addresses.
	$text = function ( $name ) use ( $given ) {
		$value = isset( $given[ $name ] ) && is_scalar( $given[ $name ] ) ? (string) $given[ $name ] : '';
		return trim( preg_replace( '/\s+/u', ' ', wp_check_invalid_utf8( $value, true ) ) );
	};

	$settings = array(
		'tag'             => $text( 'tag' ),
		'heading'         => $text( 'heading' ),
		'src'             => implode( ' ', newsrack_addresses( $text( 'src' ) ) ),
		'snapshot'        => current( newsrack_addresses( $text( 'snapshot' ) ) ) ?: '',
		'pageSize'        => max( 0, min( 100, (int) $text( 'pageSize' ) ) ),
		'limit'           => max( 0, min( NEWSRACK_MAX_ARTICLES, (int) $text( 'limit' ) ) ),
		'isHeadingHidden' => ! empty( $given['isHeadingHidden'] ),
		'asksFirst'       => ! empty( $given['asksFirst'] ),
	);
	foreach ( NEWSRACK_VALUES as $name => $values ) {
		$settings[ $name ] = in_array( $text( $name ), $values, true ) ? $text( $name ) : '';
	}
	if ( '' === $settings['src'] ) {
		$settings['src'] = $settings['snapshot'];
	}
	if ( '' === $settings['src'] && 'wordpress' === $settings['provider'] ) {
		$settings['src'] = home_url( '/' );
	}
	return $settings;
}

/** Returns those addresses in a text that begin with `https://`, `http://` or, on this site, with `/`. */
function newsrack_addresses( $text ) {
	$addresses = preg_grep( '~^(?:https?://|/(?!/))~i', preg_split( '/\s+/', $text ) );
	return array_values(
		array_filter(
			array_map(
				function ( $address ) {
					return esc_url_raw( $address, array( 'http', 'https' ) );
				},
				$addresses
			)
		)
	);
}

/** Writes the attributes of the element. */
function newsrack_attributes_html( $settings ) {
	$attributes = array(
		'tag'       => $settings['tag'],
		'src'       => $settings['src'],
		'provider'  => $settings['provider'],
		'layout'    => $settings['layout'],
		'heading'   => $settings['heading'],
		'page-size' => $settings['pageSize'] ?: '',
		'limit'     => $settings['limit'] ?: '',
		'theme'     => $settings['theme'],
		'loading'   => $settings['asksFirst'] ? 'click' : '',
	);

	$html = '';
	foreach ( array_filter( array_map( 'strval', $attributes ), 'strlen' ) as $name => $value ) {
		if ( 'heading' !== $name || ! $settings['isHeadingHidden'] ) {
			$html .= ' ' . $name . '="' . esc_attr( $value ) . '"';
		}
	}
	return $settings['isHeadingHidden'] ? $html . ' heading=""' : $html;
}

/** Returns the articles about the tags, as many as the element shows at most. */
function newsrack_select( $articles, $settings ) {
	$tags = array_filter( array_map( 'newsrack_fold', explode( ',', $settings['tag'] ) ), 'strlen' );
	if ( $tags ) {
		$articles = array_filter(
			$articles,
			function ( $article ) use ( $tags ) {
				return newsrack_is_about( $article, $tags );
			}
		);
	}
	return array_slice( array_values( $articles ), 0, $settings['limit'] ?: 30 );
}

/** Returns whether an article holds one of the tags as whole words. The element compares in the same way. */
function newsrack_is_about( $article, $tags ) {
	$excerpt  = isset( $article['excerpt'] ) ? $article['excerpt'] : '';
	$category = isset( $article['category'] ) ? $article['category'] : '';
	$texts    = array_merge( array( $article['title'], $excerpt, $category ), $article['tags'] );
	// No tag holds the sign between the texts.
	$text = ' ' . implode( ' , ', array_map( 'newsrack_fold', $texts ) ) . ' ';
	// Scripts that put no space between words, and Korean, whose particles join the word before them.
	$unspaced = '\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}';
	foreach ( $tags as $tag ) {
		$begin = preg_match( "/^[$unspaced]/u", $tag ) ? '' : ' ';
		$end   = preg_match( "/[$unspaced]$/u", $tag ) ? '' : ' ';
		if ( false !== strpos( $text, $begin . $tag . $end ) ) {
			return true;
		}
	}
	return false;
}

/** Returns a text in lower case, without accents, its words divided by single spaces. */
function newsrack_fold( $text ) {
	$text = remove_accents( $text, 'en_US' );
	$text = function_exists( 'mb_strtolower' ) ? mb_strtolower( $text, 'UTF-8' ) : strtolower( $text );
	// `+` and `#` behind a letter are part of a name: C++, C#.
	return trim( preg_replace( '/(?:[^\p{L}\p{N}\p{M}+#]|(?<![\p{L}+#])[+#])+/u', ' ', $text ) );
}

/** Writes the first page of articles as a list: text and links alone, so that reading it sends no request. */
function newsrack_list_html( $articles, $settings ) {
	if ( ! $articles ) {
		return '';
	}
	$html = '';
	foreach ( array_slice( $articles, 0, $settings['pageSize'] ?: 10 ) as $article ) {
		$link    = '<a href="' . esc_url( $article['url'], array( 'http', 'https' ) ) . '">' . esc_html( $article['title'] ) . '</a>';
		$meta    = newsrack_meta_html( $article );
		$excerpt = isset( $article['excerpt'] ) ? '<p>' . esc_html( wp_trim_words( $article['excerpt'], 40 ) ) . '</p>' : '';
		$html   .= '<li>' . $link . $meta . $excerpt . '</li>';
	}
	return '<ul class="newsrack-articles">' . $html . '</ul>';
}

/** Writes who published an article, and on which day. */
function newsrack_meta_html( $article ) {
	$parts = array();
	if ( isset( $article['publisher'] ) ) {
		$parts[] = esc_html( $article['publisher']['name'] );
	}
	$time = newsrack_time( $article );
	if ( $time ) {
		$day     = wp_date( get_option( 'date_format' ), $time );
		$parts[] = '<time datetime="' . esc_attr( gmdate( 'c', $time ) ) . '">' . esc_html( $day ) . '</time>';
	}
	return $parts ? ' <small>' . implode( ' · ', $parts ) . '</small>' : '';
}

/** Writes the articles as data, from which the element renders its cards without a request. */
function newsrack_data_html( $articles, $at, $settings ) {
	$data = array(
		// The element compares these with its attributes, and leaves the data where somebody has changed one.
		'asked'    => array(
			'tag'      => $settings['tag'],
			'src'      => $settings['src'],
			'provider' => $settings['provider'],
		),
		'at'       => 1000 * $at,
		'freshFor' => 1000 * NEWSRACK_FRESH_FOR * MINUTE_IN_SECONDS,
		'articles' => $articles,
	);
	// In a script, the text `</script>` or `<!--` in a headline would be markup.
	$json = wp_json_encode( $data, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE );
	return $json ? '<script type="application/json" data-news="feed" slot="data">' . $json . '</script>' : '';
}
