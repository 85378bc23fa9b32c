/**
 * The block editor's panel and notices. It speaks with this site only; every text is shown as text.
 */
( function ( wp, told ) {
	'use strict';

	var el = wp.element.createElement;
	var useState = wp.element.useState;
	var useSelect = wp.data.useSelect;
	var useDispatch = wp.data.useDispatch;
	var parts = wp.components;
	var slots = wp.editor && wp.editor.PluginDocumentSettingPanel ? wp.editor : wp.editPost;
	var words = told.words;
	var NOTICE = 'cmcompliance-';
	var PANEL = 'cmcompliance/cmcompliance';
	var MOST_NOTICES = 4;

	function options( choices ) {
		return Object.keys( choices ).map( function ( value ) {
			return { value: value, label: choices[ value ] };
		} );
	}

	function filled( words, first, second ) {
		return words.split( /(%s|%1\$s|%2\$s)/ ).map( function ( part ) {
			return part === '%s' || part === '%1$s' ? first : part === '%2$s' ? second : part;
		} ).join( '' );
	}

	function quoted( texts ) {
		return texts.map( function ( text ) {
			var letters = Array.from( text );
			return filled( words.quote, letters.length > 120 ? letters.slice( 0, 119 ).join( '' ) + '…' : text );
		} ).join( ', ' );
	}

	function isOpen( finding ) {
		return ! finding.waived;
	}

	function openFindings( verdict ) {
		return ( verdict.report ? verdict.report.findings : [] ).filter( isOpen );
	}

	function inOneLine( finding ) {
		var law = finding.basis.map( function ( basis ) {
			return basis.citation;
		} );
		return [
			told.severity[ finding.severity ] + ' – ' + finding.title,
			quoted( finding.quotes.slice( 0, 3 ) ),
			finding.message,
			finding.hint && filled( words.todo, finding.hint ),
			law.length && filled( words.law, law[ 0 ] ),
		].filter( Boolean ).join( ' · ' );
	}

	function actionsOf( finding ) {
		var linked = finding.basis.filter( function ( basis ) {
			return basis.url;
		} );
		return linked.length ? [ { label: words.read, url: linked[ 0 ].url } ] : [];
	}

	/* Notices */

	function clearNotices() {
		var notices = wp.data.dispatch( 'core/notices' );
		for ( var at = 0; at <= MOST_NOTICES; at++ ) {
			notices.removeNotice( NOTICE + at );
		}
	}

	function showNotices( verdict ) {
		var notices = wp.data.dispatch( 'core/notices' );
		var findings = openFindings( verdict );
		var grave = verdict.allowed ? ( verdict.why === 'clean' ? 'info' : 'warning' ) : 'error';
		var head = verdict.headline + ( findings.length > MOST_NOTICES ? ' ' + words.more : '' );
		clearNotices();
		/* The editor shows the latest notice first. */
		for ( var at = Math.min( findings.length, MOST_NOTICES ); at > 0; at-- ) {
			var finding = findings[ at - 1 ];
			var status = finding.severity === 'error' && ! verdict.allowed ? 'error' : 'warning';
			notices.createNotice( finding.severity === 'info' ? 'info' : status, inOneLine( finding ), {
				id: NOTICE + at,
				isDismissible: true,
				actions: actionsOf( finding ),
			} );
		}
		notices.createNotice( grave, head, { id: NOTICE + '0', isDismissible: true } );
	}

	function openPanel() {
		[ 'core/editor', 'core/edit-post' ].some( function ( name ) {
			var seen = wp.data.select( name );
			var known = seen && seen.isEditorPanelOpened && wp.data.dispatch( name ).toggleEditorPanelOpened;
			if ( known && ! seen.isEditorPanelOpened( PANEL ) ) {
				known( PANEL );
			}
			return known;
		} );
	}

	function heldBy( error ) {
		return error && error.data && error.data.cmcompliance ? error.data.cmcompliance : null;
	}

	function watchSaves( onHeld ) {
		var wasSaving = false;
		var shownAt = null;
		wp.data.subscribe( function () {
			var editor = wp.data.select( 'core/editor' );
			var saving = editor.isSavingPost() && ! editor.isAutosavingPost();
			if ( saving === wasSaving ) {
				return;
			}
			wasSaving = saving;
			if ( saving ) {
				shownAt = ( editor.getCurrentPost()[ told.verdict ] || {} ).at || null;
				return;
			}
			afterSave( editor, shownAt, onHeld );
		} );
	}

	function afterSave( editor, shownAt, onHeld ) {
		var held = heldBy( wp.data.select( 'core' ).getLastEntitySaveError( 'postType', editor.getCurrentPostType(), editor.getCurrentPostId() ) );
		if ( editor.didPostSaveRequestFail() && held ) {
			onHeld( held );
			openPanel();
			window.setTimeout( function () {
				wp.data.dispatch( 'core/notices' ).removeNotice( 'SAVE_POST_NOTICE_ID' );
				showNotices( held );
			}, 0 );
			return;
		}
		var verdict = editor.getCurrentPost()[ told.verdict ];
		if ( editor.didPostSaveRequestSucceed() ) {
			onHeld( null );
			clearNotices();
			if ( verdict && verdict.at !== shownAt && ( verdict.why !== 'clean' || openFindings( verdict ).length ) ) {
				showNotices( verdict );
			}
		}
	}

	/* Panel */

	function Finding( props ) {
		var finding = props.finding;
		var laws = finding.basis.map( function ( basis, at ) {
			return el( 'span', { key: at }, at ? ' ; ' : '', basis.url
				? el( 'a', { href: basis.url, target: '_blank', rel: 'noopener noreferrer' }, basis.citation )
				: basis.citation );
		} );
		return el( 'li', { className: 'cmcompliance-finding cmcompliance-' + finding.severity },
			el( 'strong', null, told.severity[ finding.severity ] + ' – ' + finding.title ),
			finding.quotes.length ? el( 'div', null, quoted( finding.quotes ) ) : null,
			el( 'div', null, finding.message ),
			finding.hint ? el( 'div', null, filled( words.todo, finding.hint ) ) : null,
			finding.edit ? el( 'div', null, words.copy + ' ', el( 'code', null, finding.edit ) ) : null,
			laws.length ? el( 'div', null, filled( words.law, '' ), laws ) : null,
			finding.waived ? el( 'em', null, filled( words.accepted, finding.waived.by, finding.waived.reason ) ) : null
		);
	}

	function Verdict( props ) {
		var verdict = props.verdict;
		var report = verdict.report || { findings: [], questions: [], notes: [] };
		return el( 'div', { 'aria-live': 'polite' },
			el( 'p', null, el( 'strong', null, verdict.label || verdict.headline ), el( 'br' ), props.when ),
			verdict.report ? null : el( 'p', null, verdict.headline ),
			el( 'ul', null, report.findings.map( function ( finding, at ) {
				return el( Finding, { key: at, finding: finding } );
			} ) ),
			report.questions.length ? el( 'p', null, words.questions ) : null,
			el( 'ul', { className: 'ul-disc' }, report.questions.map( function ( question, at ) {
				return el( 'li', { key: at }, question.question );
			} ), report.notes.map( function ( note, at ) {
				return el( 'li', { key: 'note' + at }, note );
			} ) )
		);
	}

	function Fields() {
		var fields = useSelect( function ( select ) {
			return select( 'core/editor' ).getEditedPostAttribute( told.fields ) || {};
		}, [] );
		var editPost = useDispatch( 'core/editor' ).editPost;
		function change( name ) {
			return function ( value ) {
				var edit = {};
				edit[ told.fields ] = Object.assign( {}, fields );
				edit[ told.fields ][ name ] = value;
				editPost( edit );
			};
		}
		function select( name, otherwise ) {
			return el( parts.SelectControl, {
				label: words[ name ],
				value: fields[ name ] || otherwise,
				options: options( told.choices[ name ] ),
				onChange: change( name ),
			} );
		}
		return el( wp.element.Fragment, null,
			select( 'relationship', '' ),
			el( parts.TextControl, { label: words.brand, value: fields.brand || '', onChange: change( 'brand' ) } ),
			select( 'kind', '' ),
			select( 'platform', told.platform )
		);
	}

	function Waiver( props ) {
		var reason = useState( '' );
		var until = useState( told.today );
		var said = useState( '' );
		function accept() {
			wp.apiFetch( { path: told.route + props.post + '/waiver', method: 'POST', data: { reason: reason[ 0 ], until: until[ 0 ] } } )
				.then( function () {
					said[ 1 ]( words.waived );
				}, function ( error ) {
					said[ 1 ]( error.message );
				} );
		}
		return el( 'details', null,
			el( 'summary', null, words.waive ),
			el( 'p', null, words.waiveHelp ),
			el( parts.TextareaControl, { label: words.reason, value: reason[ 0 ], onChange: reason[ 1 ] } ),
			el( parts.TextControl, { label: words.until, type: 'date', min: told.today, value: until[ 0 ], onChange: until[ 1 ] } ),
			el( parts.Button, { variant: 'secondary', onClick: accept, disabled: ! reason[ 0 ].trim() }, words.accept ),
			el( 'p', { role: 'status' }, said[ 0 ] )
		);
	}

	var tellPanel = function () {};

	function Sidebar() {
		var fresh = useState( null );
		var busy = useState( false );
		var post = useSelect( function ( select ) {
			return select( 'core/editor' ).getCurrentPost();
		}, [] );
		var stored = post[ told.verdict ];
		var verdict = fresh[ 0 ] ? fresh[ 0 ].verdict : stored;
		tellPanel = fresh[ 1 ];
		function check() {
			var editor = wp.data.select( 'core/editor' );
			busy[ 1 ]( true );
			wp.apiFetch( {
				path: told.route + post.id + '/check',
				method: 'POST',
				data: {
					title: editor.getEditedPostAttribute( 'title' ),
					content: editor.getEditedPostContent(),
					excerpt: editor.getEditedPostAttribute( 'excerpt' ),
					fields: editor.getEditedPostAttribute( told.fields ) || {},
				},
			} ).then( function ( found ) {
				busy[ 1 ]( false );
				fresh[ 1 ]( { verdict: found, decided: false } );
			}, function ( error ) {
				busy[ 1 ]( false );
				wp.data.dispatch( 'core/notices' ).createErrorNotice( error.message, { id: NOTICE + '0' } );
			} );
		}
		var decided = fresh[ 0 ] ? fresh[ 0 ].decided : true;
		var mayWaive = told.mayWaive && told.blocks && decided && verdict && ! verdict.allowed && verdict.why === 'breach';
		function content() {
			return [
				el( Fields, { key: 'fields' } ),
				el( parts.Button, { key: 'check', variant: 'secondary', onClick: check, isBusy: busy[ 0 ], disabled: busy[ 0 ] }, words.check ),
				verdict
					? el( Verdict, { key: 'verdict', verdict: verdict, when: decided ? filled( words.last, verdict.when || '' ) : words.now } )
					: el( 'p', { key: 'verdict' }, words.unchecked ),
				mayWaive ? el( Waiver, { key: 'waiver', post: post.id } ) : null,
			];
		}
		return el( wp.element.Fragment, null,
			el( slots.PluginDocumentSettingPanel, { name: 'cmcompliance', title: words.title, className: 'cmcompliance-panel' }, content() ),
			el( slots.PluginPrePublishPanel, { title: words.title, className: 'cmcompliance-panel', initialOpen: true }, content() )
		);
	}

	wp.plugins.registerPlugin( 'cmcompliance', { render: Sidebar, icon: 'shield' } );
	watchSaves( function ( held ) {
		tellPanel( held && { verdict: held, decided: true } );
	} );
}( window.wp, window.cmcompliance ) );
